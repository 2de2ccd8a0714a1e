-- expect: out_of_memory or timeout
local s = ("x"):rep(1 << 20)
local t = s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s
local u = t .. t .. t .. t .. t .. t .. t .. t

-- expect: timeout or out_of_memory
local s = ("x"):rep(2<<20) .. "\0"
while true do local x = string.unpack("z", s) end

local t = { 1, 2
local x = 1

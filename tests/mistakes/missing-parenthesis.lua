print("hello"
local x = 1

-- expect: timeout
local s = "a" .. ("\x80"):rep(4 << 20)
local next = utf8.codes("a")
while true do pcall(next, s, 1) pcall(utf8.offset, s, 0, -1) end

-- expect: timeout
local t = {}
for _ = 1, 1990 do t = setmetatable({}, {__index = t}) end
while true do table.unpack(t, 1, 100); ("x"):gsub("x", t) end

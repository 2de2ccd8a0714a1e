-- expect: timeout
local t = {}
for i = 1, 30000 do t["k" .. i] = i end
for k in pairs(t) do t[k] = nil end
while true do next(t) for _ in next, t do end end

-- expect: timeout
local t = {}
for i = 1, 200 do t[i] = ("x"):rep(20000) .. i % 7 end
while true do table.sort(t) end

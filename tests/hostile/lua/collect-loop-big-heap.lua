-- expect: timeout
local kept = {}
for i = 1, 50000 do kept[i] = {} end
while true do collectgarbage("step") end

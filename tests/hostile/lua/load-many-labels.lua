-- expect: ok
-- prints: function
local t = {}
for i = 1, 30000 do t[i] = "::l" .. i .. "::" end
print(type(load(table.concat(t, " "))))

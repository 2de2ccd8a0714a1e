-- expect: ok
-- prints: function
local t = {}
for i = 1, 8000 do t[i] = "do goto l" .. i .. " end" end
for i = 1, 8000 do t[#t + 1] = "::l" .. i .. ":: x = 1" end
print(type(load(table.concat(t, " "))))

-- expect: timeout or ok
local t = {} for i = 1, 30000 do t[i] = "::l" .. i .. "::" end
local s = table.concat(t, " ")
print(load(s))

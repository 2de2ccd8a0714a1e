-- expect: out_of_memory or timeout or runtime
local t = {} for i = 1, 10000 do t[i] = i end
local function less() table.sort(t, less) return false end
table.sort(t, less)

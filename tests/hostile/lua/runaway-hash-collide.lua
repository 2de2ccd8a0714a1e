-- expect: timeout or out_of_memory or ok
-- keys that all hash to slot 0
local inv, g = 1, 0x9E3779B97F4A7C15
for i = 1, 6 do inv = inv * (2 - g * inv) end
local t, k = {}, 0
for i = 1, 200000 do k = k + inv t[k] = i end

-- expect: timeout
-- Integers that fill a stretch of the places one by one, and one that isn't there but would be before them all.
local inverse, factor = 1, 0x9E3779B97F4A7C15
for i = 1, 6 do inverse = inverse * (2 - factor * inverse) end
local t = {}
for i = 0, 49999 do t[inverse * ((i << 47) + 12345)] = i end
while true do local _ = t[inverse * 54321] end

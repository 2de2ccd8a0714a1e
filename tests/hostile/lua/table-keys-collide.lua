-- expect: timeout
-- Integers that a multiplicative hash sends to one place: multiples of its factor's inverse.
local inverse, factor = 1, 0x9E3779B97F4A7C15
for i = 1, 6 do inverse = inverse * (2 - factor * inverse) end
local t, key = {}, 0
for i = 1, 200000 do key = key + inverse t[key] = i end
while true do for i = 1, 200000 do key = t[i * inverse] end end

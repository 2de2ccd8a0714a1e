-- expect: timeout
local t = {}
for exponent = 0, 60 do
  for i = 1, 1000 do t[2.0 ^ -exponent * (1 + i / 1024)] = i end
end
local inverse, factor = 1, 0x9E3779B97F4A7C15
for i = 1, 6 do inverse = inverse * (2 - factor * inverse) end
for i = 1, 40000 do
  local float = string.unpack("<d", string.pack("<i8", i * inverse))
  if float == float then t[float] = i end
end
while true do for k in pairs(t) do local _ = t[k] end end

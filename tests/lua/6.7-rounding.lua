-- §3.4.1, §6.7: results are the nearest floats, and Lua 5.1's functions are there.
local function show(...)
  local list = table.pack(...)
  for i = 1, list.n do
    local value = list[i]
    if value ~= value then value = "nan" end
    list[i] = math.type(value) == "float" and ("%.17g"):format(value) or tostring(value)
  end
  return table.concat(list, " ")
end

-- (The reference interpreter's own 10^23, tan(-6.2) and cosh(10) are off in the last bit, by its C library.)
for n = -30, 22 do print(n, show(10 ^ n, 10.0 ^ n == tonumber("1e" .. n), 2 ^ n, 3 ^ n, 0.1 ^ n, 1.5 ^ n, (-7) ^ n)) end
for _, n in ipairs { -400, -324, -323, -310, -308, -307, -100, -65, -64, -63, 63, 64, 65, 100, 308, 309, 400 } do
  print(n, show(10 ^ n, 1.1 ^ n, (-1.25) ^ n))
end
for _, n in ipairs { -1080, -1075, -1074, -1073, -1023, -1022, 1023, 1024 } do print(n, show(2 ^ n, 0.5 ^ n, (-2) ^ n)) end
for _, y in ipairs { 0.5, -0.5, 1.5, 2.5, 1 / 3, 0.1, -0.7, 2.2, 10.01 } do
  print(show(y, 2 ^ y, 10 ^ y, 0.3 ^ y, 1e300 ^ y, 1e-300 ^ y, 5e-324 ^ y, 12345.678 ^ y, 4 ^ y, 9 ^ y))
end
local inf, nan = math.huge, 0 / 0
for _, x in ipairs { 0.0, -0.0, 1, -1, 2, -2, 0.5, -0.5, inf, -inf, nan } do
  local list = {}
  for _, y in ipairs { 0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1e300, -1e300, 2 ^ 53, 2 ^ 53 + 2, inf, -inf, nan } do list[#list + 1] = show(x ^ y) end
  print(show(x), table.concat(list, " "))
end
for i = -20, 20 do
  local x = i * 0.7 + 0.2
  print(show(x, math.exp(x), math.sin(x), math.cos(x), math.tan(x)))
end
for _, x in ipairs { 1, 1e-10, 1e-300, 1e5, 1e10, 1e22, 710, -745, -746, 0.0, -0.0, inf, -inf } do
  print(show(x, math.exp(x), math.sin(x), math.cos(x), math.tan(x)))
end
for _, x in ipairs { 2, 3, 5, 7, 10, 100, 1000, 1e15, 1e-5, 1e300, 5e-324, 0.1, 0.5, 0.999, 1, 1.0000001, 1.5, 1024, 2 ^ 53, 0.0, -1, inf } do
  print(show(x, math.log(x), math.log(x, 2), math.log(x, 10), math.log(x, 3), math.log10(x)))
end

print(show(math.pow(2, 10), math.pow(10, -5), math.pow("2", "0.5"), math.pow(2, -1074)))
print(show(math.frexp(1)), show(math.frexp(10.5)), show(math.frexp(-0.3)), show(math.frexp(0)), show(math.frexp(5e-324)), show(math.frexp(inf)), show(math.frexp(2 ^ 1023)))
print(show(math.ldexp(0.5, 1), math.ldexp(0.65625, 4), math.ldexp(1, -1074), math.ldexp(1, -1075), math.ldexp(1, 2000), math.ldexp(-3, 5), math.ldexp(inf, -5), math.ldexp(0.75, -1073)))
print(show(math.ldexp(1, 2 ^ 32 + 1)), pcall(math.ldexp, 1, 0.5))
for _, x in ipairs { 0.0, -0.0, 1, -1, 0.5, 1e-5, 3.7, 8, 20, inf, -inf } do print(show(x, math.sinh(x), math.cosh(x), math.tanh(x))) end
for _, name in ipairs { "pow", "log10", "frexp", "ldexp", "cosh", "sinh", "tanh" } do
  print(name, pcall(math[name]))
  print(name, pcall(math[name], "text"))
end
local folded = 10 ^ -5
local ten = 10
print(folded == 1e-5, ten ^ -5 == 1e-5, folded == ten ^ -5, 2 ^ 0.5 == math.sqrt(2), 7 ^ -3 == ten ^ 0 * 7 ^ -3)

-- Numbers that are written as text: which of math's functions take them for integers.
local function try(f, ...) print(pcall(f, ...)) end
for _, name in ipairs { "abs", "ceil", "floor", "tointeger", "type", "ult", "fmod", "modf", "max", "min", "deg" } do
  local f = math[name]
  print(name)
  try(f, "5")
  try(f, "5.0")
  try(f, "0x1F", 2)
  try(f, 7, "2")
  try(f, "7", "2")
  try(f, "-9223372036854775808", "-1")
  try(f, "3.7", 1)
  try(f, " 12 ", 5)
  try(f, 5, 2.0)
  try(f, math.mininteger, -1)
  try(f, "x")
  try(f, 1, "x")
  try(f, "y", "x")
end
for _, name in ipairs { "abs", "ceil", "floor", "tointeger", "fmod", "max", "min", "ult" } do
  print(name)
  for _, text in ipairs { "9007199254740993", "-9223372036854775806", "9223372036854775806", "9223372036854775808", "0x7fffffffffffffff", "1e300", "-0", "-0.0", "nan" } do
    try(math[name], text, 1)
  end
end
print(1000 * math.fmod("0x1F", 2), math.fmod(-6, "4"), pcall(math.fmod, 1, 0))

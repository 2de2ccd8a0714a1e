-- §6.7
print(math.abs(-5), math.abs(-5.5), math.abs(math.mininteger), math.ceil(1.2), math.floor(-1.2), math.ceil(-0.5), math.floor(3))
print(math.max(1, 2.5, -1), math.min(3, 1, 2), math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(5.5, 2))
print(math.modf(3.7), math.modf(-3.7), math.modf(5), math.modf(math.huge))
print(math.sqrt(16), math.pi, math.huge, -math.huge, math.maxinteger, math.mininteger)
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger({}), math.type(3), math.type(3.0), math.type("3"))
print(math.ult(1, -1), math.ult(-1, 1), 5 // 1, 5.0 // 1)
print(string.format("%.6f %.6f %.6f", math.sin(1), math.cos(1), math.tan(1)))
print(string.format("%.6f %.6f %.6f %.6f", math.asin(1), math.acos(0), math.atan(1), math.atan(1, -1)))
print(string.format("%.6f %.6f %.6f %.6f", math.exp(1), math.log(10), math.log(8, 2), math.log(1000, 10)))
print(math.deg(math.pi), math.rad(180) == math.pi)
math.randomseed(42) local a = math.random(100) math.randomseed(42) print(a == math.random(100))
for i = 1, 100 do local r = math.random(5) assert(r >= 1 and r <= 5) end
for i = 1, 100 do local r = math.random() assert(r >= 0 and r < 1) end
math.randomseed(123) print(math.random(1000), math.random(1000), math.random(1, 6), math.random(0) ~= nil)
print(pcall(math.random, 0, -1)) print(pcall(math.random, 1, 2, 3)) print(pcall(math.floor, {})) print(pcall(math.fmod, 1, 0))
print(math.floor(1e300), math.ceil(-1e300), math.floor(2^62), math.fmod(math.mininteger, -1))
print(8 // 3 * 3 + 8 % 3, 2^0.5 == math.sqrt(2), 10 == "10", 1e308 * 10, -1e308 * 10)
print(7 // 0.0, -7 // 0.0, 0.0 / 1, 3 | 0, math.tointeger("x"), math.tointeger(2^63))

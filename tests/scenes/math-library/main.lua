-- Noise, easing, colours and the rest of the mathematics: the same digits everywhere.
for _, f in ipairs { noise.value, noise.perlin, noise.simplex } do
  print(string.format("%.17g %.17g", f(0.3, 1.7, -2.2), f(12.5, -7.25, 0.125, 9)))
end
print(string.format("%.17g", noise.fbm(vec3(1.3, 2.7, 3.1), 6)), select(2, pcall(noise.fbm, vec3(0, 0, 0), 99)))
for _, name in ipairs { "in_quad", "out_cubic", "in_out_sine", "in_expo", "out_back", "out_elastic", "out_bounce" } do
  print(name, string.format("%.17g", ease[name](0.3)))
end
print(ease.smoothstep(0, 10, 5), ease.smoothstep(3, 3, 3))
print(color.hsv(0.6, 0.5, 0.8), color.hsl(0.1, 0.7, 0.4))
print(color.oklab(0.7, 0.1, 0.1), color.oklch(0.7, 0.15, 0.4))
print(color.hex("#3366cc"):mix(color.hex("#ffcc00"), 0.5), color.hex("#3366cc"):to_hsv(), color.hex("#3366cc"):to_oklab())
local q = quat.from_euler(0.3, -1.2, 2.5)
print(q, q:slerp(quat.from_axis_angle(vec3(1, 2, 3), 2), 0.3), q:inverse() * q)
print(q:to_euler(), q * vec3(1, 2, 3), q:angle())
print(vec3(1, 2, 3):angle_to(vec3(-2, 1, 0)), vec3(1, -1, 0):reflect(vec3(0, 2, 0)), vec3(3, 4, 0):project(vec3(5, 0, 0)))
print(vec3(0, 0, 0):move_towards(vec3(3, 4, 0), 2.5), vec3(0, 0, 0):move_towards(vec3(3, 4, 0), 99))
local t = Transform.new(vec3(1, 2, 3))
t:look_at(vec3(-4, 5, 6))
print(t.rotation, t:forward())

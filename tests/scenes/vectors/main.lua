local a, b = vec3(1, 2, 3), vec3(4, 5, 6)
print(a + b, a - b, a * b, b / a, -a, a * 2, 2 * a, a / 2)
print(a == vec3(1, 2, 3), a ~= b, a:length(), vec3(3, 4, 0):length(), a:dot(b), a:cross(b))
print(a:lerp(b, 0.5), a:distance(b), vec3(0, 0, 9):normalize(), vec3():normalize())
print(vec2(1, 2) + vec2(3, 4), vec4(1, 2, 3, 4) * 2, vec3(7), vec3.up, vec3.zero)
local q = quat.from_axis_angle(vec3(0, 1, 0), math.pi / 2)
print(q * vec3(1, 0, 0), q:rotate_vec3(vec3(0, 0, 1)), q * q:inverse())
print(quat.from_euler(0.1, 0.2, 0.3):to_euler(), quat.identity(), q:slerp(quat.identity(), 0.5))
print(color(1, 0.5, 0), color.hex("#80ff00"), color.palette(1) == color.palette(9), color.hsv(0.5))
local v = vec3()
v.x = 1.5
v.y = v.x * 2
print(v, v.x, v.y)
local t = Transform.new()
t.position = vec3(0, 0, 5)
t.position.y = 2
t:look_at(vec3(0, 2, 0))
print(t.position, t:forward(), t:right(), t:up())

-- §3.3: assignment, loops, goto, attributes
local a, b, c = 1, 2
print(a, b, c)
a, b = b, a
print(a, b)
local i = 3
local t = {}
i, t[i] = i + 1, 20
print(i, t[3], t[4])
do local x, y, z = (function() return 1, 2, 3 end)() print(x, y, z) end
do local x, y, z = 0, (function() return 1, 2, 3 end)() print(x, y, z) end
do local x, y, z = (function() return 1, 2, 3 end)(), 10 print(x, y, z) end
for i = 1, 3 do io.write(i, " ") end print()
for i = 3, 1, -1 do io.write(i, " ") end print()
for i = 1, 0 do print("never") end
for i = 1.0, 2, 0.5 do io.write(i, " ") end print()
for i = math.maxinteger - 1, math.maxinteger do io.write(i, " ") end print()
for i = math.mininteger, math.mininteger + 1 do io.write(i, " ") end print()
for i = math.mininteger + 1, math.mininteger, -1 do io.write(i, " ") end print()
for i = 1, math.huge do if i > 3 then break end io.write(i, " ") end print()
for i = 1, 3.9 do io.write(i, " ") end print()
for i = -1, -3.9, -1 do io.write(i, " ") end print()
print(pcall(function() for i = 1, 10, 0 do end end))
print(pcall(function() for i = "a", 10 do end end))
print(pcall(function() for i = 1, {} do end end))
print(pcall(function() for i = 1, 2, "x" do end end))
for i = 1, 3 do local j = i i = i * 10 io.write(j, ":", i, " ") end print()
local n = 0
while true do n = n + 1 if n > 5 then break end end print(n)
repeat local done = n > 8 n = n + 1 until done
print(n)
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end io.write(i, ",", j, " ") ::continue:: end end print()
do
  local k = 0
  ::top::
  k = k + 1
  if k < 3 then goto top end
  print(k)
end
do goto skip; local x = 1; ::skip:: end
local x <const> = 42
print(x)
print(load("local x <const> = 1; x = 2"))
print(load("local x <foo> = 1"))
print(load("goto nope"))
print(load("break"))
print(load("do local a ::l1:: ::l1:: end"))
print(load("goto f; local a; ::f:: print(a)"))
local fns = {}
for i = 1, 3 do fns[i] = function() i = i + 1 return i end end
print(fns[1](), fns[1](), fns[2](), fns[3]())
local k = 1
local fs = {}
while k <= 3 do local j = k fs[k] = function() j = j + 1 return j end k = k + 1 end
print(fs[1](), fs[1](), fs[2]())
if false then elseif nil then else print("else") end
;;; local s = 0; for _, v in ipairs {1, 2, 3} do s = s + v end print(s)
local tt = {f = {g = {}}}
function tt.f.g.h(x) return x end
function tt.f:m(x) return self == tt.f, x end
print(tt.f.g.h(5), tt.f:m(6))
local a1 <const>, b1 <const> = 10, "s"
print(a1 + 1, b1 .. "t")

-- §3.5 and §2.2: scope and environments
x = 10
do local x = x x = x + 1 print(x) do local x = x + 1 print(x) end end
print(x)
local function env_test() local _ENV = {print = print} y = 5 print(y, x) end
env_test()
print(y)
local sandbox = {print = print}
local f = load("z = 1; print(z); return _ENV", "chunk", "t", sandbox)
print(f() == sandbox, sandbox.z, z)
print(_G.x, _G._G == _G, _ENV == _G)
_G.dynamic = "d" print(dynamic)
local function setenv() _ENV = {print = print} ; w = 3; print(w) end
local save = _ENV
setenv()
_ENV = save
print(w)
local a = 1
local function g() return a end
a = 2
print(g())
local b = 1
local function h() b = b + 1 return b end
print(h(), b, h(), b)
local acc = {}
for i = 1, 3 do local v = i * 2 acc[i] = {get = function() return v end, set = function(n) v = n end} end
acc[1].set(100) print(acc[1].get(), acc[2].get(), acc[3].get())
local function shadow(a) local a = a or 5 return a end print(shadow(), shadow(1))
local function deep() local l1 = 1 return function() local l2 = 2 return function() l1 = l1 + l2 return l1 end end end
local d = deep()() print(d(), d())
print(load("x = ", "=name"))
print(load("for", "@file.lua"))
print(load("x = 'abc", "short"))
print(load("return 1 +* 2"))
print(load("if x then"))
print(load("x = }"))
print(load("local function f() return 1"))
print(load("a.b:c = 1"))
print(load("f() = 1"))
print(load("\n\nx = = 1", "=lines"))
print(load("return '\\q'"))
print(load("return \"\\300\""))
print(load("::a:: ::a::"))
print(load("local a <close>, b <close> = 1, 2"))
print(load("function f() return ... end"))
print(load("x = 0x"), load("x = 3x"))
print(load("--[[ unfinished"))
print(load("goto = 1"))
print(load("local 1 = 2"))

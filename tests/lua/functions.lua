-- §3.4.10, §3.4.11: functions, varargs, closures, tail calls
local function va(...)
  local a, b = ...
  return select('#', ...), a, b, ...
end
print(va())
print(va(1))
print(va(1, nil, nil))
print((va(1, 2)))
print(select(-1, 1, 2, 3), select(2, "a", "b", "c"))
print(pcall(select, 0))
local function pack2(...) return {n = select('#', ...), ...} end
local p = pack2(1, nil, 3, nil)
print(p.n, p[1], p[2], p[3])
local t = {va(1, 2), va(3)}
print(#t)
print(#{va(1, 2)}, #{(va(1, 2))}, #{va(), nil})
local function loop(n, acc) if n == 0 then return acc end return loop(n - 1, acc + n) end
print(loop(100000, 0))
local function counter()
  local c = 0
  return function() c = c + 1 return c end, function() return c end
end
local inc, get = counter()
inc() inc()
print(get())
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
print(fact(20), fact(21), fact(25.0))
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(1001), odd(1001))
print((function(a, b, ...) return a, b, ... end)(1))
print(type(print), type(fact), type(nil), pcall(type))
local s = "x"
print(s:rep(3), ("y"):rep(2), #s:rep(10))
print(("%d"):format(3))
local f = function(x) return x and x.y end
print(f {y = 5}, f())
local mt = setmetatable({}, {__call = function(self, ...) return "called", ... end})
print(mt(1, 2), pcall(mt, 3))
local mt2 = setmetatable({}, {__call = mt})
print(mt2(1))
local function many(n) local r = {} for i = 1, n do r[i] = i end return table.unpack(r) end
print(select('#', many(250)), (select(250, many(250))))
print(#{many(300)})
print(math.max(many(200)))
local function rec(n) return n > 0 and 1 + rec(n - 1) or 0 end
print(rec(10000))
local function outer()
  local function inner() return outer and "has outer" end
  return inner
end
print(outer()())
do
  local function self_ref() return function() return self_ref end end
  print(self_ref()() == self_ref)
end
print((function(...) local a <const> = ... return a end)(7))
print(load("return ...")(1, 2), load("local a, b = ... return b")(1, 2))

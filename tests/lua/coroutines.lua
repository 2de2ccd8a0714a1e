-- §2.6: coroutines
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2)
  print("got", d, e)
  return "done", 99
end)
print(coroutine.status(co))
print(coroutine.resume(co, 1, 2))
print(coroutine.status(co))
print(coroutine.resume(co, 10))
print(coroutine.resume(co, "x", "y"))
print(coroutine.status(co), coroutine.resume(co))
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen())
print(pcall(gen))
-- across pcall
local c2 = coroutine.wrap(function()
  print(pcall(function()
    local v = coroutine.yield("in pcall")
    error("err " .. v, 0)
  end))
  return "end"
end)
print(c2()) print(c2("V"))
-- across metamethods
local mt = {__add = function(a, b) return coroutine.yield("add") end, __index = function(t, k) return coroutine.yield("index " .. k) end,
  __lt = function() return coroutine.yield("lt") end, __concat = function() return coroutine.yield("concat") end,
  __eq = function() return coroutine.yield("eq") end, __newindex = function() coroutine.yield("newindex") end,
  __call = function(self, x) return coroutine.yield("call " .. x) end}
local o, o2 = setmetatable({}, mt), setmetatable({}, mt)
local c3 = coroutine.wrap(function()
  print(o + 1) print(o.foo) print(o < o2) print(o .. "x") print(o == o2) o.x = 1 print(o(7))
  if o < o2 then print("lt true") else print("lt false") end
  print("a" .. "b" .. o .. "c")
end)
print(c3()) for i = 1, 8 do print(c3(i)) end
print(c3(false)) print(c3("cc"))
-- iterators
local c4 = coroutine.wrap(function() for k in function(_, i) return coroutine.yield(i) end do print("k", k) end return "fin" end)
print(c4()) print(c4(1)) print(c4(2)) print(c4(nil))
-- table.sort and gsub callbacks may not yield in PUC; here only errors inside are compared
print(coroutine.isyieldable(), select(2, coroutine.running()))
print(coroutine.wrap(function() return coroutine.isyieldable() end)())
print(coroutine.resume(coroutine.create(function() error("oops") end)))
print(coroutine.resume(coroutine.create(function() error({}) end)) == false)
local c5 c5 = coroutine.create(function() print(coroutine.resume(c5)) print(coroutine.status(c5)) end)
coroutine.resume(c5)
local outer = coroutine.create(function()
  local inner = coroutine.create(function() print(coroutine.status(outer_co)) end)
  coroutine.resume(inner)
end)
outer_co = outer
coroutine.resume(outer)
print(coroutine.close(coroutine.create(print)))
local c6 = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() print("closed") end}) coroutine.yield() end)
coroutine.resume(c6)
print(coroutine.close(c6), coroutine.status(c6))

-- §3.3.3: assignment.
local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ -~]", function(byte) return "\\" .. byte:byte() end) .. '"'
  end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return type(value)
end

local function case(label, run)
  local results = table.pack(pcall(run))
  local shown = {}
  for index = 2, results.n do shown[#shown + 1] = show(results[index]) end
  print(label .. (results[1] and ": " or " ! ") .. table.concat(shown, ", "))
end

case("swap", function() local a, b = 1, 2 a, b = b, a return a, b end)
case("rotate", function() local a, b, c = 1, 2, 3 a, b, c = c, a, b return a, b, c end)
case("values are evaluated before assignment", function() local i, a = 3, {} i, a[i] = i + 1, 20 return i, a[3], a[4] end)
case("swap elements", function() local t = { "a", "b" } t[1], t[2] = t[2], t[1] return t[1], t[2] end)
case("too few values", function() local a, b, c = 1, 2 return a, b, c end)
case("too many values", function() local a, b = 1, 2, 3 return a, b end)
case("too many values are still evaluated", function() local n = 0 local function f() n = n + 1 return n end local a = f(), f(), f() return a, n end)
case("a call's results fill up", function() local function f() return 2, 3 end local a, b, c, d = 1, f() return a, b, c, d end)
case("a call in the middle gives one value", function() local function f() return 2, 3 end local a, b, c = f(), 10 return a, b, c end)
case("parentheses cut to one value", function() local function f() return 2, 3 end local a, b = (f()) return a, b end)
case("no results is nil", function() local function f() end local a, b = f() return a, b, (f()) end)
case("varargs fill up", function() return (function(...) local a, b, c = ... return a, b, c end)(1, 2) end)
case("assignment to a field of itself", function() local t = {} t.x, t = 1, { x = "new" } return t.x end)
case("the same variable twice", function() local a a, a = 1, 2 return a ~= nil end)
case("table and key are evaluated before the values", function()
  local order, t = {}, {}
  local function say(what, value) order[#order + 1] = what return value end
  say("table", t)[say("key", "k")] = say("value", 1)
  return table.concat(order, " "), t.k
end)
case("order of several targets", function()
  local order, t = {}, {}
  local function say(what, value) order[#order + 1] = what return value end
  say("t1", t)[say("k1", 1)], say("t2", t)[say("k2", 2)] = say("v1", "a"), say("v2", "b")
  return table.concat(order, " "), t[1], t[2]
end)
case("an index is read before it changes", function() local i, t = 1, {} i, t[i], t[i + 1] = 5, "one", "two" return i, t[1], t[2], t[5] end)
case("a table variable changed in the same assignment", function() local a = { 1 } local b = a a, a[1] = { 2 }, 3 return a[1], b[1] end)
case("an upvalue changed in the same assignment", function()
  local t = { 1 }
  local old = t
  local function f() t, t[1] = { 2 }, 3 end
  f()
  return t[1], old[1]
end)
case("a global table changed in the same assignment", function()
  G = { 1 }
  local old = G
  G, G[1] = { 2 }, 3
  local a, b = G[1], old[1]
  G = nil
  return a, b
end)
case("nested targets", function() local t = { a = { b = { c = 0 } } } t.a.b.c, t.a.b = 1, t.a return t.a.b == t.a, t.a.b.c end)
case("a method call's result as target", function() local t = { me = function(self) return self end } t:me().x = 1 return t.x end)
case("a call's result as target", function() local t = {} (function() return t end)().y = 2 return t.y end)
case("a string call's result as target", function() local t = {} local function f() return t end f "x".z = 3 f {}.w = 4 return t.z, t.w end)
case("a local from itself", function() local a = 1 local a, b = a + 1, a + 2 return a, b end)
case("globals", function() ga, gb = 1, 2 ga, gb = gb, ga local a, b = ga, gb ga, gb = nil return a, b, ga, gb end)
case("long assignment", function()
  local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8
  a, b, c, d, e, f, g, h = h, g, f, e, d, c, b, a
  return a, b, c, d, e, f, g, h
end)

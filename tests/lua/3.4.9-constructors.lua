-- §3.4.9: table constructors.
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

case("list", function() local t = { "a", "b", "c" } return #t, t[1], t[3], t[4] end)
case("record", function() local t = { x = 1, y = 2 } return t.x, t.y, #t end)
case("general keys", function() local t = { [1] = "a", ["x y"] = "b", [1.5] = "c", [true] = "d", [2 + 1] = "e" } return t[1], t["x y"], t[1.5], t[true], t[3] end)
case("the manual's example", function()
  local function f(x) return x * 10 end
  local g = 2
  local a = { [f(1)] = g; "x", "y"; x = 1, f(3), [30] = 23; 45 }
  return a[10], a[1], a[2], a.x, a[3], a[30], a[4]
end)
case("separators", function() return #{ 1, 2, }, #{ 1; 2; }, #{ 1, 2; 3, }, #{} end)
case("the last call fills up", function() local function f() return 1, 2, 3 end return #{ f() }, #{ f(), f() }, #{ f(), nil }, #{ (f()) }, #{ f(), x = 1 } end)
case("varargs fill up", function() return (function(...) return #{ ... }, #{ ..., ... }, #{ "x", ... }, select("#", table.unpack { ... }) end)(1, 2, 3) end)
case("nested", function() local t = { { 1, 2 }, { x = { y = "deep" } } } return t[1][2], t[2].x.y end)
case("later fields win", function() local t = { x = 1, x = 2 } return t.x end)
case("list items win over the same keys", function() local t = { [1] = "key", "item" } return t[1] end)
case("nil values", function() local t = { nil, 2, x = nil } return t[1], t[2], t.x, next { nil } end)
case("nil as a key", function() return { [nil] = 1 } end)
case("nan as a key", function() return { [0 / 0] = 1 } end)
case("evaluated in order", function() local n, order = 0, {} local function f(v) order[#order + 1] = v return v end local _ = { f(1), [f(2)] = f(3), x = f(4), f(5) } return table.concat(order, " ") end)
case("functions as values", function() local t = { f = function(x) return x * 2 end, function() return "one" end } return t.f(4), t[1]() end)
case("each evaluation makes a new table", function() local function f() return {} end return f() == f() end)
case("keywords as string keys", function() local t = { ["end"] = 1, ["nil"] = 2 } return t["end"], t["nil"] end)
case("many items", function()
  local parts = {}
  for i = 1, 1000 do parts[i] = tostring(i) end
  local t = load("return {" .. table.concat(parts, ",") .. "}")()
  return #t, t[1], t[51], t[1000]
end)
case("many items and a call", function()
  local parts = {}
  for i = 1, 120 do parts[i] = tostring(i) end
  local t = load("return {" .. table.concat(parts, ",") .. ", ...}")("a", "b")
  return #t, t[120], t[121], t[122]
end)
case("a comment and newlines inside", function()
  local t = {
    1, -- one
    --[[ two ]] 2,
    x = -- the field
      3,
  }
  return #t, t.x
end)
case("float keys that are integers", function() local t = { [1.0] = "a", [2^53] = "b" } return t[1], t[2^53 | 0], #t end)
case("a function call with a constructor", function() local function f(t) return t.x, #t end return f { x = 5, 1, 2 }, f {} end)

-- §3.3, §3.4: what stands in a row has no limit, what stands inside of each other has one of about 190.
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

local object = setmetatable({}, {
  __index = function(object) return object end,
  __call = function(object) return object end,
  __add = function(object) return object end,
})

-- What is repeated, behind `start`; the value is the object's, or what is said.
local chains = {
  { "fields", "return x", ".name" },
  { "keys", "return x", "[1]" },
  { "indexes that call", "return x", "[x()]" },
  { "calls", "return x", "()" },
  { "calls of strings", "return x", "'text'" },
  { "calls of tables", "return x", "{}" },
  { "methods", "return x", ":method(1, 2)" },
  { "all kinds of suffixes", "return x", ".a.b():c(x)[x]{ 1 }" },
  { "or", "return false", " or false", " or x" },
  { "and", "return x", " and x" },
  { "and with or", "return false", " or nil and x", " or x" },
  { "conditional values", "return x", " and x or x" },
  { "equality", "return 1", " == x == false", " and x" },
  { "inequality", "return 1", " ~= x", " and x" },
  { "sums", "return x", " + 1" },
  { "or in a condition", "if false", " or false", " or x then return x end" },
  { "and in a condition", "if x", " and x", " then return x end" },
  { "both in a condition", "if x", " and x or x", " then return x end" },
  { "comparisons in a condition", "if 1", " == x == false", " then return x end" },
  { "not in a condition", "if not (x", " and x", ") then else return x end" },
  { "elseif", "if false then ", "elseif false then ", "else return x end" },
  { "fields that are assigned to", "x", ".name", " = nil return x" },
  { "a method's fields", "x", ".name", ":method() return x" },
  { "a function's fields", "function x", ".name", "() end return x" },
  { "statements", "", "x() ", "return x" },
  { "semicolons", "", ";", "return x" },
  { "list items", "local t = { ", "x, ", "} return t[#t]" },
}

for _, n in ipairs { 1, 2, 15, 16, 17, 179, 180, 181, 255, 256, 300, 3000 } do
  for _, chain in ipairs(chains) do
    local text = "local x = ... " .. chain[2] .. chain[3]:rep(n) .. (chain[4] or "")
    case(n .. " " .. chain[1], function()
      local run = assert(load(text, "=chain"))
      return run(object) == object
    end)
  end
end

case("order of evaluation", function()
  local log = {}
  local function note(name) log[#log + 1] = name return object end
  local f = note
  local _ = f("a")[f("b")][f("c")](f("d"), f("e")):g(f("h")).i[f("j")]
  return table.concat(log, " ")
end)

case("a call's place in a chain", function()
  local function f(...) return { g = function(self, ...) return function(...) return select("#", ...), ... end end, ... } end
  return f(1, 2):g(3)(4, 5)
end)

-- What stands inside of each other: what opens, in the middle, what closes.
local nestings = {
  { "parentheses", "return ", "(", "x", ")" },
  { "lists", "return ", "{", "", "}", " and x" },
  { "named fields", "return ", "{ a = ", "1", "}", " and x" },
  { "functions", "", "function f() ", "", " end ", "return x" },
  { "local functions", "", "local function f() ", "", " end ", "return x" },
  { "do", "", "do ", "", " end ", "return x" },
  { "if", "", "if x then ", "", " end ", "return x" },
  { "while", "", "while x do ", "do return x end", " end " },
  { "repeat", "", "repeat ", "", " until x ", "return x" },
  { "not", "return ", "not ", "x", "", " or x" },
  { "minus", "return ", "- ", "1", "", " and x" },
  { "indexes", "return ", "x[", "1", "]" },
}

for _, n in ipairs { 1, 50, 100, 150, 180 } do
  for _, nest in ipairs(nestings) do
    local text = "local x = ... " .. nest[2] .. nest[3]:rep(n) .. nest[4] .. nest[5]:rep(n) .. (nest[6] or "")
    case(n .. " " .. nest[1], function()
      local run = assert(load(text, "=nest"))
      return run(object) == object
    end)
  end
end

for _, nest in ipairs(nestings) do
  local text = "local x = ... " .. nest[2] .. nest[3]:rep(300) .. nest[4] .. nest[5]:rep(300)
  local ok, loaded = pcall(load, text)
  print("too many " .. nest[1], ok and loaded)
end

case("powers", function()
  local text = "local x = 1 return x" .. ("^x"):rep(100)
  return load(text)()
end)
case("calls in calls", function()
  local text = "local x = ... return " .. ("x("):rep(100) .. (")"):rep(100)
  return load(text)(object) == object
end)
case("concatenations", function()
  local text = "local x = 'a' return x" .. ("..x"):rep(150)
  return #load(text)()
end)

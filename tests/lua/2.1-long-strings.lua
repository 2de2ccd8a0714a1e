-- Equal strings are one key and one value, of whatever length they are and wherever they were made: as a name in one
-- function and in another, by concatenation, by a pattern. Lengths on both sides of where a VM may start to treat
-- strings in another way.
local lengths = { 0, 1, 2, 23, 24, 31, 32, 39, 40, 41, 42, 47, 48, 63, 64, 65, 79, 80, 95, 96, 127, 128, 129, 192, 193,
  255, 256, 257, 300, 1023, 1024, 1025, 5000 }

-- The same text, made in several ways.
local function by_rep(n) return ("x"):rep(n) end
local function by_concat(n)
  local half = n // 2
  return ("x"):rep(half) .. ("x"):rep(n - half)
end
local function by_table(n)
  local parts = {}
  for i = 1, n do parts[i] = "x" end
  return table.concat(parts)
end
local function by_sub(n) return ("y" .. ("x"):rep(n) .. "y"):sub(2, -2) end
local function by_gsub(n) return (("y"):rep(n):gsub("y", "x")) end
local function by_format(n) return string.format("%s", ("x"):rep(n)) end
local function by_load(n) return load("return '" .. ("x"):rep(n) .. "'")() end
local function by_char(n)
  local codes = {}
  for i = 1, n do codes[i] = 120 end
  return n < 200 and string.char(table.unpack(codes)) or by_rep(n)
end
local ways = { by_rep, by_concat, by_table, by_sub, by_gsub, by_format, by_load, by_char }

-- A table of few entries is scanned, one of many has an index.
for _, others in ipairs { 0, 6, 7, 8, 9, 40 } do
  local wrong = 0
  for _, n in ipairs(lengths) do
    for i, make in ipairs(ways) do
      local key = make(n)
      local t = {}
      for j = 1, others do t["other" .. j] = j end
      t[key] = n
      for j, again in ipairs(ways) do
        local same = again(n)
        if t[same] ~= n or same ~= key or rawget(t, same) ~= n then wrong = wrong + 1 end
        t[same] = n
        rawset(t, same, n)
      end
      local count = 0
      for k in pairs(t) do count = count + 1 end
      if count ~= others + 1 then wrong = wrong + 1 end
      if next(t, by_rep(n)) == nil and others > 0 and next(t) == by_rep(n) then wrong = wrong + 1 end
      t[by_concat(n)] = nil
      if t[key] ~= nil then wrong = wrong + 1 end
    end
  end
  print(others, wrong)
end

-- The name of a field, of a global, of a method and of an upvalue's field, in functions that share no constants.
local function program(name)
  return ([[
local t, u = {}, {}
local function set(value) t.NAME = value end
local function get() return t.NAME end
local function set_up(value) u.NAME = value end
set(1) set_up(2)
print(#"NAME", get(), t.NAME, t["NAME"], u.NAME)
set(nil)
print(get(), next(t))

function NAME() return "global" end
local function call() return NAME() end
print(call(), _G.NAME == NAME, rawget(_G, "NAME") == NAME)
NAME = nil
print(pcall(call) , NAME)

local Base = {} Base.__index = Base
function Base:NAME() return "base", self.value end
function Base.NAME_static() return "static" end
local Middle = setmetatable({}, Base) Middle.__index = Middle
local Derived = setmetatable({}, Middle) Derived.__index = Derived
local object = setmetatable({ value = 3 }, Derived)
local function method(o) return o:NAME() end
print(method(object))
print(object.NAME_static())
-- A nearer class hides a farther one.
Middle[("NAME"):sub(1)] = function() return "middle" end
print(method(object), object:NAME())
Derived["NAME"] = function() return "derived" end
print(method(object), object:NAME())
object[table.concat({ "NA", "ME" })] = function() return "own" end
print(method(object), object:NAME())
object.NAME = nil Derived.NAME = nil Middle.NAME = nil
print(method(object), object:NAME())

function string.NAME(s) return s .. "!" end
print(("text"):NAME())
string.NAME = nil

local seen = {}
local proxy = setmetatable({}, {
  __index = function(_, k) return #k end,
  __newindex = function(_, k, v) seen[#seen + 1] = #k .. "=" .. v end,
})
proxy.NAME = 1
print(proxy.NAME, seen[1])

local made = { NAME = 1, [("NAME"):upper():lower()] = 2 }
local count = 0
for k, v in pairs(made) do count = count + 1 end
print(count, made.NAME)
do
  local NAME <const> = 5
  local NAME_2 = NAME + 1
  local function f() NAME_2 = NAME_2 + NAME return NAME_2 end
  print(f(), f())
end
goto NAME
print("not printed")
::NAME::
local env = { print = print }
local chunk = load("NAME = (NAME or 0) + 1 print(NAME)", "chunk", "t", env)
chunk() chunk()
print(env.NAME)
]]):gsub("NAME", name)
end
for _, length in ipairs { 1, 39, 40, 41, 42, 64, 65, 100, 255, 256, 257, 300 } do
  print("-- " .. length)
  assert(load(program(("n"):rep(length)), "=names"))()
end

-- Text that a program reads, as a reader of JSON would, and names that stand in its source.
local text = [[
number_of_enemies_left_in_the_whole_level: 17
the_total_number_of_seconds_since_the_last_save: 42
short: 3
]]
local data = {}
for key, value in text:gmatch("([%w_]+): (%d+)") do data[key] = tonumber(value) end
print(data.number_of_enemies_left_in_the_whole_level, data.the_total_number_of_seconds_since_the_last_save, data.short)
data.number_of_enemies_left_in_the_whole_level = data.number_of_enemies_left_in_the_whole_level + 1
local names = {}
for key in pairs(data) do names[#names + 1] = key end
print(#names, data[("number_of_enemies"):rep(1) .. "_left_in_the_whole_level"])

-- Numbers joined are short strings too.
local t = { ["1234567890123456789"] = "joined" }
local a = 1
print(t[a .. 2 .. 3 .. 4 .. 5 .. 6 .. 7 .. 8 .. 9 .. 0 .. 1 .. 2 .. 3 .. 4 .. 5 .. 6 .. 7 .. 8 .. 9])

-- Long keys in a weak table, in an environment, as a module's name.
local weak = setmetatable({}, { __mode = "k" })
weak[("k"):rep(50)] = 1
collectgarbage()
print(weak[by_rep(0) .. ("k"):rep(50)])
package.loaded[("m"):rep(60)] = "module"
print(require(("m"):rep(30) .. ("m"):rep(30)))

-- Each lookup in a loop, with the cache of an instruction warm from another table.
local many = {}
for i = 1, 20 do
  local o = {}
  for j = 1, i do o["field_" .. j] = j end
  o[("value_of_the_thing_that_is_looked_up_in_a_loop_%d"):format(7)] = i
  many[i] = o
end
local sum = 0
for round = 1, 3 do
  for i = 1, 20 do sum = sum + many[i].value_of_the_thing_that_is_looked_up_in_a_loop_7 end
end
print(sum)

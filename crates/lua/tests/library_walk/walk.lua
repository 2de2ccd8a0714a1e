-- Every function of the library, and values that mean harm, in every place among the arguments. SIZE is the bytes of a
-- huge string. `walk_call` calls one function with one value in one place, again and again.
local size = SIZE

local function failing()
  error("no")
end
local events = {"index", "newindex", "call", "eq", "lt", "le", "len", "concat", "unm", "add", "close", "tostring", "pairs", "name"}
local fails = {}
for _, event in ipairs(events) do
  fails["__" .. event] = failing
end
local itself = {}
itself.__index, itself.__newindex, itself.__call, itself.__name = itself, itself, itself, ("x"):rep(size)
setmetatable(itself, itself)
local chain = {}
for _ = 1, 1900 do
  chain = setmetatable({}, {__index = chain, __newindex = chain})
end
local list = {}
for i = 1, size // 16 do
  list[i] = i
end
local names = {}
for i = 1, size // 64 do
  names["name" .. i] = i
end
local deep = {}
for _ = 1, 10000 do
  deep = {deep}
end
local function recurse(n)
  if n > 0 then
    return 1 + recurse(n - 1)
  end
  coroutine.yield()
end
local waiting = coroutine.create(recurse)
coroutine.resume(waiting, 10000)
local dead = coroutine.create(failing)
coroutine.resume(dead)
local long_name = ("n"):rep(size // 4)

local values = {
  {"text", ("x"):rep(size)},
  {"digits", ("1"):rep(size)},
  {"spaces", (" "):rep(size)},
  {"percents", ("%"):rep(size)},
  {"directives", ("%s"):rep(size // 2)},
  {"parentheses", ("("):rep(size)},
  {"brackets", ("["):rep(size)},
  {"continuations", "a" .. ("\x80"):rep(size)},
  {"zeros", ("\0"):rep(size)},
  {"marks", ("?;"):rep(size // 2)},
  {"dots", ("."):rep(size)},
  {"lines", ("\n"):rep(size)},
  {"list", list},
  {"names", names},
  {"deep", deep},
  {"fails", setmetatable({}, fails)},
  {"itself", itself},
  {"chain", chain},
  {"waiting", waiting},
  {"dead", dead},
  {"function", load("local " .. long_name .. " return function(" .. long_name .. "2) return " .. long_name .. " end", "=" .. ("c"):rep(size // 4))()},
  {"failing", failing},
  {"error", error},
  {"maxinteger", math.maxinteger},
  {"mininteger", math.mininteger},
  {"2^53", 2 ^ 53},
  {"-2^31", -2 ^ 31},
  {"huge", math.huge},
  {"nan", 0 / 0},
  {"nil", nil},
}

local places = {
  function(v) return v end,
  function(v) return "x", v end,
  function(v) return {1, 2, 3}, v end,
  function(v) return failing, v end,
  function(v) return v, v end,
  function(v) return v, 1, v end,
  function(v) return "x", "x", v end,
  function(v) return {1, 2, 3}, 1, v end,
  function(v) return v, 1, -1 end,
  function(v) return "x", 1, v, v end,
  function(v) return ("x"):rep(1000), "", v end,
  function(v) return v, v, v, v end,
}

local functions, seen = {}, {}
local function add(prefix, module)
  local keys = {}
  for key, value in pairs(module) do
    -- `os.exit` would end the walk.
    if type(key) == "string" and type(value) == "function" and not seen[value] and key ~= "exit" then
      keys[#keys + 1] = key
    end
  end
  table.sort(keys)
  for _, key in ipairs(keys) do
    seen[module[key]] = true
    functions[#functions + 1] = {prefix .. key, module[key]}
  end
end
if MODULE == "_G" then
  local mine = {walk_call = true, walk_count = true, walk_name = true}
  local base = {}
  for key, value in pairs(_G) do
    base[key] = not mine[key] and value or nil
  end
  add("", base)
  add("stream:", getmetatable(io.stdout).__index)
else
  add(MODULE .. ".", _G[MODULE])
end

function walk_count()
  print(#functions, #values, #places)
end

local print, type = print, type
function walk_name(i, j, k)
  local message = type(MESSAGE) == "string" and MESSAGE:sub(1, 200):gsub("%c", " ") or type(MESSAGE)
  print(functions[i][1], values[j][1] .. " in place " .. k, type(values[j][2]), CALLS, OK, message)
end

function walk_call(i, j, k, most)
  local f, value, place = functions[i][2], values[j][2], places[k]
  CALLS, OK, MESSAGE = 0, nil, nil
  repeat
    CALLS = CALLS + 1
    local ok, message = pcall(f, place(value))
    OK = ok
    if not ok then
      MESSAGE = message
    end
  until CALLS == most
end

-- §6.10: what debug.traceback says.
local function deep(n) if n == 0 then error("boom") end deep(n - 1) return 1 end
function global() deep(2) return 1 end
local object = { method = function() global() return 1 end }

print(select(2, xpcall(function() object:method() return 1 end, debug.traceback)))
print(select(2, xpcall(function() string.rep() end, function(m) return debug.traceback("handled: " .. m, 2) end)))
print(debug.traceback("from level 0", 0))
print(debug.traceback("of\ntwo lines", 1))

local waits = coroutine.create(function() local function inner() coroutine.yield(1) end inner() end)
coroutine.resume(waits)
print(debug.traceback(waits))
print(debug.traceback(waits, "a message"))
print(debug.traceback(waits, nil, 1))
local fails = coroutine.create(function() error("oops") end)
print(coroutine.resume(fails))
print(debug.traceback(fails, "of a dead coroutine"))
print(debug.traceback(coroutine.create(print), "of one that did not start"))
coroutine.wrap(function() print(debug.traceback("inside of one")) end)()

local function recurse(n) if n == 0 then return (debug.traceback("long")) end local result = recurse(n - 1) return result end
for _, n in ipairs({ 10, 19, 20, 21, 22, 60 }) do print((recurse(n))) end

local failing = setmetatable({}, {
  __add = function() error("in add") end,
  __index = function() error("in index") end,
  __lt = function() error("in lt") end,
  __concat = function() error("in concat") end,
})
for _, run in ipairs({
  function() return failing + 1 end,
  function() return failing.x .. "" end,
  function() return failing < failing end,
  function() return failing .. "x" end,
}) do
  print((select(2, xpcall(function() local r = run() return r end, debug.traceback)):gsub("local 'run'", "upvalue 'run'")))
end
local function order(a, b) if order then print(debug.traceback("sorting")) order = nil end return a < b end
table.sort({ 2, 1 }, order)
local info = debug.getinfo(load("return 1", "=named"))
print(info.source, info.short_src, info.what)
info = debug.getinfo(load("return 1", "the text\nof it"))
print(info.source, info.short_src)
print(debug.getupvalue(recurse, 1), debug.getupvalue(deep, 3), debug.getupvalue(print, 1))

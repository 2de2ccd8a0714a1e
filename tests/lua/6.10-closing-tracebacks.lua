-- §6.10: what a traceback says of functions that close a variable, and of those whose places others took.
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

local function closing(f) return setmetatable({}, { __close = f }) end
local function shown(...) return (debug.traceback(...):gsub("%[C%]: in function 'xpcall'.*", "…")) end

local function at_the_end(...)
  local x <close> = closing(function() error("at the end") end)
end
print(select(2, xpcall(at_the_end, shown)))

local function at_a_return(...)
  local x <close> = closing(function() error("at a return") end)
  local y = 1
  return
    y
end
print(select(2, xpcall(at_a_return, shown)))

local function at_a_block(...)
  do
    local x <close> = closing(function() error("at a block's end") end)
    local y = 1
  end
  return 1
end
print(select(2, xpcall(at_a_block, shown)))

local function two(...)
  local x <close> = closing(function() error("the outer") end)
  local y <close> = closing(function() local z = 1 end)
end
print(select(2, xpcall(two, shown)))

local function by_a_loop()
  for k in next, {}, nil, closing(function() error("a loop") end) do
  end
end
print(select(2, xpcall(by_a_loop, shown)))

local function lines()
  local list = {}
  do
    local x <close> = closing(function() list[#list + 1] = debug.getinfo(2, "l").currentline list[#list + 1] = debug.getinfo(1, "n").name end)
  end
  return table.concat(list, " ")
end
print(lines())

local function last() return shown("tail") end
local function middle() return last() end
local function first() return (middle()) end
print(first())
local function down(n) if n == 0 then local text = shown("deep") return text end return down(n - 1) end
print((down(1000)))
local method = setmetatable({}, { __call = function(_, n) local text = shown("called") return text end })
local function through() return method(1) end
print((through()))
print(shown("level", 0):match("[^\n]*\n[^\n]*\n[^\n]*"))
local co = coroutine.create(function() local function f() coroutine.yield() end return f() end)
coroutine.resume(co)
print(debug.traceback(co))
print(debug.traceback(co, "from one", 1))
print(debug.traceback(co, "from two", 2))

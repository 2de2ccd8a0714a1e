-- §3.3.8: to-be-closed variables
local function closer(name) return setmetatable({}, {__close = function(_, err) print("close", name, err) end}) end
do local a <close> = closer "a" local b <close> = closer "b" print("body") end
local function f() local x <close> = closer "x" return "result", 2 end
print(f())
for i = 1, 2 do local y <close> = closer("loop" .. i) if i == 2 then break end end
print(pcall(function() local z <close> = closer "z" error("boom", 0) end))
print(pcall(function()
  local p <close> = setmetatable({}, {__close = function(_, e) error("second after " .. tostring(e), 0) end})
  error("first", 0)
end))
do local n <close> = nil local fl <close> = false print("nil ok") end
local function iter() return function(_, i) i = (i or 0) + 1 if i <= 2 then return i end end, nil, nil, closer "iter" end
for i in iter() do print("it", i) end
for i in iter() do print("it", i) break end
local function ret() for i in iter() do return "from loop", i end end
print(ret())
local function va(...) local c <close> = closer "va" return ... end
print(va(1, 2, 3))
do
  local i = 0
  ::again::
  local c <close> = closer("goto" .. i)
  i = i + 1
  if i < 2 then goto again end
end
local function tail() local c <close> = closer "tail" return f() end
print(tail())
print(pcall(function() local a <close> = closer "1" local b <close> = closer "2" local c = nil; c.x = 1 end))
local co = coroutine.wrap(function()
  local a <close> = setmetatable({}, {__close = function() coroutine.yield("yield in close") end})
  return "ret"
end)
print(co()) print(co())
repeat local r <close> = closer "rep" local stop = true until stop
while true do local w <close> = closer "while" break end

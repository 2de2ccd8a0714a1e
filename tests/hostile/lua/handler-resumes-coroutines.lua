-- expect: timeout
local function f() return 1 + f() end
while true do
  xpcall(f, function() return coroutine.wrap(function() xpcall(f, print) end)() end)
end

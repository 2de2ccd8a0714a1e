-- expect: ok
-- prints: true	true
local function f() return 1 + f() end
local ok, m = xpcall(f, debug.traceback)
print(not ok and m:find("stack overflow\nstack traceback:", 1, true) ~= nil, m:find("skipping %d+ levels") ~= nil)

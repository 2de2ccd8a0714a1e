-- expect: ok or timeout
-- A name is looked for in all functions around it.
local t = {}
for level = 1, 150 do
  t[#t + 1] = "local function f() "
  for i = 1, 100 do t[#t + 1] = "local a" .. i .. " " end
end
t[#t + 1] = ("x = y "):rep(40000)
t[#t + 1] = (" end"):rep(150)
load(table.concat(t))

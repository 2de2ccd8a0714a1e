-- expect: ok
-- prints: function	function	function
local n = 60000
print(type(load("a" .. (".b"):rep(n) .. " = 1")), type(load("function a" .. (".b"):rep(n) .. "() end")), type(load("a" .. (".b"):rep(n) .. " = function() end")))

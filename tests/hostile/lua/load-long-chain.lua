-- expect: ok
-- prints: function	function	function	nil
local n = 60000
print(type(load("return a" .. (".b"):rep(n))), type(load("return a" .. ("()"):rep(n))), type(load("return a" .. ("<a"):rep(n))),
  (load("return a" .. ("..a"):rep(n))))

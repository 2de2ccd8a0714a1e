-- expect: ok
-- prints: nil	nil	nil
local n = 60000
print((load("return a" .. (".b"):rep(n) .. " =")), (load("return a" .. (" or a"):rep(n) .. " ~")), (load("return a" .. ("..a"):rep(n) .. " )")))

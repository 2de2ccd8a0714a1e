-- expect: ok
-- prints: nil	string
local chunk, message = load(("return function() "):rep(20000) .. ("end "):rep(20000))
print(chunk, type(message))

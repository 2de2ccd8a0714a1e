-- expect: ok
-- prints: nil	string
local chunk, message = load(("return function() "):rep(100000) .. ("end "):rep(100000))
print(chunk, type(message))

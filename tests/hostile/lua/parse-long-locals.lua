-- expect: ok
-- prints: nil	string
local chunk, message = load("local x = 1 " .. ("local y = x "):rep(10000))
print(chunk, type(message))

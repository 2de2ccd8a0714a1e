-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("{"):rep(100000) .. ("}"):rep(100000))
print(chunk, type(message))

-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("2 ^ "):rep(100000) .. "1")
print(chunk, type(message))

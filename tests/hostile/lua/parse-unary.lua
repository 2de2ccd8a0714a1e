-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("not "):rep(100000) .. "1")
print(chunk, type(message))

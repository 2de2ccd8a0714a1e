-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("a .. "):rep(100000) .. "a")
print(chunk, type(message))

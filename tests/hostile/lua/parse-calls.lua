-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("f("):rep(100000) .. (")"):rep(100000))
print(chunk, type(message))

-- expect: ok
-- prints: nil	string
local chunk, message = load("return " .. ("a["):rep(100000) .. "1" .. ("]"):rep(100000))
print(chunk, type(message))

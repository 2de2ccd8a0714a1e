-- expect: ok
-- prints: nil	string
local chunk, message = load(("if x then "):rep(100000) .. ("end "):rep(100000))
print(chunk, type(message))

-- expect: ok
-- prints: nil	string
local chunk, message = load(("if x then "):rep(20000) .. ("end "):rep(20000))
print(chunk, type(message))

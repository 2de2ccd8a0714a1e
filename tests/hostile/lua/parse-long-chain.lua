-- expect: ok or out_of_memory or timeout
-- prints: function
local chunk = load("return x" .. (".y"):rep(50000))
print(type(chunk))

-- expect: ok or out_of_memory or timeout
-- prints: true
local chunk = load("return x" .. (".y"):rep(50000))
print(chunk == nil or type(chunk) == "function")

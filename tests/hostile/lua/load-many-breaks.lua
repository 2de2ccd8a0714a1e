-- expect: ok
-- prints: function
print(type(load("while true do " .. ("if x then break end "):rep(15000) .. " end")))

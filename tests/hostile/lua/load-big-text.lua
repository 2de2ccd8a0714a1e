-- expect: timeout or out_of_memory
-- line: 3
while true do load("return {" .. ("1,"):rep(10000) .. "}") end

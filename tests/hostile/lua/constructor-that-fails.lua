-- expect: timeout or out_of_memory
local f = load("return {error(), " .. ("1,"):rep(60000) .. "}")
while true do pcall(f) end

-- expect: timeout
local function handler(m) return (select(2, xpcall(error, handler, m))) end
while true do xpcall(error, handler, "x") end

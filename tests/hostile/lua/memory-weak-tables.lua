-- expect: out_of_memory or timeout
local kept, mode = {}, { __mode = "k" }
while true do kept[#kept + 1] = setmetatable({ [kept] = {} }, mode) end

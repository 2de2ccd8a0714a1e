-- expect: timeout or out_of_memory
-- Each constructor makes room for all its items before the first of them fails.
local items = {}
for i = 1, 60000 do items[i] = "0" end
local text = "return {fail()," .. table.concat(items, ",") .. "}"
local f = load(text, "=items", "t", { fail = function() error("no") end })
while true do pcall(f) end

-- expect: out_of_memory or timeout or runtime
local t = {} for i = 1, 200000 do t[i] = i end
local kept = {}
while true do kept[#kept + 1] = table.pack(table.unpack(t)) end

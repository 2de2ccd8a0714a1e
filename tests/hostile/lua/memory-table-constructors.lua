-- expect: out_of_memory or timeout
-- line: 4
local kept, full = {}, table.pack(table.unpack({}, 1, 200))
for i = 1, 1 << 40 do kept[i] = { table.unpack(full, 1, 200) } end

-- expect: out_of_memory or runtime or timeout
-- line: 3
local function grow(...) return grow(1, 2, 3, 4, 5, 6, 7, 8, 9, ...) end
grow()

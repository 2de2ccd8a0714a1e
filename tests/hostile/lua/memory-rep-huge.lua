-- expect: runtime or out_of_memory
-- line: 3
local s = ("x"):rep(math.maxinteger)

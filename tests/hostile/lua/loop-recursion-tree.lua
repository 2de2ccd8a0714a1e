-- expect: timeout
-- line: 3
local function tree(n) if n > 0 then tree(n - 1) tree(n - 1) end end
tree(40)

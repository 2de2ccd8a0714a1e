-- expect: runtime
-- message: invalid conversion
-- line: 4
local s = ("%99999d"):format(1)

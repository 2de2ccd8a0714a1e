local x = 1
# a comment
local y = 2

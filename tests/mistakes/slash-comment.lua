// a comment
local x = 1
// another one

/* a comment
   goes on */
local x = 1

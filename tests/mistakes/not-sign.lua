local open = false
if !open then print("shut") end

local hot = true
local name = hot ? "sun" : "moon"

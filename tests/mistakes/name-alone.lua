local function jump() end
jump

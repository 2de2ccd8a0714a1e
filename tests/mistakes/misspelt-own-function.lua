local function shoot() end
shot()

local hiddenInModule = 1
local module = { loaded = 0 }
module.loaded = module.loaded + 1
return module

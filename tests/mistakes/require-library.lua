local math = require("math")
local v = require("vec3")

local first = require("circularfirst")
return { name = "second of " .. first.name }

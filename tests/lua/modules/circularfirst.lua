local first = { name = "first" }
package.loaded[...] = first
first.other = require("circularsecond")
return first

-- expect: timeout
-- line: 3
package.preload.endless = function() while true do end end
require("endless")

local shared = require "lib/shared"
function on_update() print("two", shared.value, leak) end

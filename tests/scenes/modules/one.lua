local shared = require "lib.shared"
leak = "one's own"
function on_update() print("one", shared.value, leak) end

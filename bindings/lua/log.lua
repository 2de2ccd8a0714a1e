---@meta
-- Made by `luminara bindings`; don't edit it.

---The console, by level. `print` is the same as `log.info`.
---
---```lua
---log.warn("out of fuel")
---```
---@class log_module
log = {}

---Says something that only the one who looks for it wants to know.
---
---```lua
---log.debug("speed", entity.velocity:length())
---```
---@param ... any
function log.debug(...) end

---Says something.
---
---```lua
---log.info("coins:", 3)  --> coins: 3
---```
---@param ... any
function log.info(...) end

---Says that something is odd.
---
---```lua
---log.warn("out of fuel")
---```
---@param ... any
function log.warn(...) end

---Says that something is broken. The script goes on.
---
---```lua
---log.error("the level has no exit")
---```
---@param ... any
function log.error(...) end


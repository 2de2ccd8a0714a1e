-- §6.3: modules.
local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ -~]", function(byte) return "\\" .. byte:byte() end) .. '"'
  end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return type(value)
end

local function case(label, run)
  local results = table.pack(pcall(run))
  local shown = {}
  for index = 2, results.n do shown[#shown + 1] = show(results[index]) end
  print(label .. (results[1] and ": " or " ! ") .. table.concat(shown, ", "))
end

package.path = "modules/?.lua;modules/?/init.lua"

case("require returns what the module returns", function() return require("answer") end)
case("require twice runs it once", function() local a = require("counting") local b = require("counting") return a == b, a.loaded end)
case("package.loaded", function() require("answer") return package.loaded["answer"], package.loaded._G == _G, package.loaded.string == string end)
case("forgetting a module", function() local a = require("counting") package.loaded.counting = nil local b = require("counting") return a == b end)
case("a module gets its name", function() return require("named") end)
case("a module without a result is true", function() return (require("silent")), package.loaded.silent end)
case("a module that returns false", function() local v = require("returnsfalse") return v, package.loaded.returnsfalse end)
case("a module that sets package.loaded itself", function() return require("setsitself").name end)
case("dots are folders", function() return require("folder.inside") end)
case("init.lua of a folder", function() return require("folder") end)
case("modules that need each other", function() local a = require("circularfirst") return a.name, a.other.name end)
case("package.preload", function() package.preload.virtual = function(name, extra) return { name = name, extra = extra } end return require("virtual").name, require("virtual").extra end)
case("preload comes before files", function() package.preload.answer = function() return "preloaded" end package.loaded.answer = nil local r = require("answer") package.preload.answer = nil package.loaded.answer = nil return r, (require("answer")) end)
case("package.loaded comes first", function() package.loaded.invented = "set by hand" return require("invented") end)
case("a missing module", function() local ok, message = pcall(require, "no.such.module") return ok, message:match("^[^\n]*"), message:find("no field package.preload['no.such.module']", 1, true) ~= nil end)
case("a module with a syntax error", function() local ok, message = pcall(require, "broken") return ok, message:match("error loading module 'broken' from file") , message:match("broken.lua:%d+: .*") end)
case("a module that fails", function() local ok, message = pcall(require, "failing") return ok, message, package.loaded.failing end)
case("a module with an error object", function() local ok, e = pcall(require, "failsoddly") return ok, type(e) == "table" and e.code end)
case("modules have their own locals", function() local hidden = require("counting") return hiddenInModule, type(hidden) end)
case("require without a name", function() require() end)
case("require of a number is a name", function() package.preload["5"] = function() return "five" end return require(5) end)
case("package.config", function() return package.config:sub(1, 1) end)
case("package has its fields", function() return type(package.path), type(package.loaded), type(package.preload), type(package.searchers) end)

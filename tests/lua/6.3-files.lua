-- §6.1 and §6.3: dofile, loadfile, searchers.
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

package.path = "modules/?.lua;modules/?/init.lua"

case("dofile gives all results", function() return dofile("modules/answer.lua") end)
case("dofile runs each time", function() return dofile("modules/counting.lua") == dofile("modules/counting.lua") end)
case("dofile runs in the globals", function() dofile("./modules/environment.lua") return fromFile end)
case("dofile of a missing file", function() dofile("modules/nowhere.lua") end)
case("dofile of a broken file", function() dofile("modules/broken.lua") end)
case("dofile of a failing file", function() dofile("modules/failing.lua") end)
case("a path with dots", function() return dofile("./modules/folder/../answer.lua") end)
case("loadfile runs nothing", function() local f = loadfile("modules/failing.lua") return type(f), pcall(f) end)
case("loadfile passes arguments", function() local f = loadfile("modules/named.lua") return f("one", "two") end)
case("loadfile with an environment", function() fromFile = nil local env = {} loadfile("modules/environment.lua", "t", env)() return env.fromFile, fromFile end)
case("loadfile of a missing file", function() return loadfile("modules/nowhere.lua") end)
case("loadfile of a broken file", function() return loadfile("modules/broken.lua") end)
case("loadfile in the wrong mode", function() return loadfile("modules/answer.lua", "b") end)
case("a searcher of one's own", function()
  table.insert(package.searchers, 2, function(name)
    if name ~= "dreamt" then return "\n\tno dream of '" .. name .. "'" end
    return function(...) return { args = table.concat({ ... }, ",") } end, "the dream"
  end)
  local module, from = require("dreamt")
  return module.args, from, package.loaded.dreamt == module
end)
case("what searchers say is in the message", function() local _, message = pcall(require, "unknown") return message:find("no dream of 'unknown'", 1, true) ~= nil end)
case("a searcher that fails", function() package.searchers[2] = function() error("lost", 0) end return require("unheard") end)
case("without searchers", function() table.remove(package.searchers, 2) local old = package.searchers package.searchers = {} local ok, message = pcall(require, "unknown") package.searchers = old return ok, message end)
case("searchers that are no table", function() local old = package.searchers package.searchers = nil local ok, message = pcall(require, "unknown") package.searchers = old return ok, message end)
case("searchpath", function() return package.searchpath("folder.inside", package.path) end)
case("searchpath without dots", function() return package.searchpath("folder-inside", "modules/?.lua", "-") end)
case("searchpath with another separator", function() return package.searchpath("a-b", "?.x;?/y", "-", "+") end)
case("searchpath finds nothing", function() return package.searchpath("no.module", "?.lua;?/init.lua") end)
case("a loader's second argument", function() return select(2, require("answer")) end)

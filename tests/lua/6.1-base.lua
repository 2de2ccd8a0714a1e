-- §6.1: basic functions.
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

case("the functions there are", function()
  local missing = {}
  for name in ("assert collectgarbage dofile error getmetatable ipairs load loadfile next pairs pcall print rawequal rawget rawlen rawset require select setmetatable tonumber tostring type warn xpcall"):gmatch "%a+" do
    if type(_G[name]) ~= "function" then missing[#missing + 1] = name end
  end
  return #missing, table.concat(missing, " ")
end)
case("_VERSION", function() return _VERSION end)
case("print uses tostring", function() print(1, 2.0, nil, true, "s", setmetatable({}, { __tostring = function() return "object" end })) end)
case("print without arguments", function() print() end)
case("print with a failing __tostring", function() print(setmetatable({}, { __tostring = function() return {} end })) end)
case("print of zeros and newlines", function() print("a\nb\tc") end)
case("io.write", function() io.write("a", 1, 2.0, "\n") return type(io.write("")) end)
case("io.write of a table", function() io.write({}) end)
case("io.write chains", function() io.write("x"):write("y", "\n") end)
case("next", function() return next({}), next({ 5 }), next({ 5 }, 1) end)
case("next without table", function() next() end)
case("ipairs returns three values", function() local f, t, i = ipairs({ 1 }) return type(f), type(t), i end)
case("ipairs without argument", function() ipairs() end)
case("pairs returns next", function() local t = {} local f, s, k = pairs(t) return f == next, s == t, k end)
case("pairs of nil", function() pairs(nil) end)
case("ipairs starts at 1", function() local n = 0 for _ in ipairs { [0] = 1, [2] = 2 } do n = n + 1 end return n end)
case("ipairs sees elements added on the way", function() local t, n = { 1 }, 0 for i in ipairs(t) do n = n + 1 if i < 5 then t[i + 1] = i end end return n end)
case("rawequal", function() return rawequal(1, 1.0), rawequal("a", "a"), rawequal({}, {}), rawequal(nil, nil) end)
case("rawequal with one argument", function() rawequal(1) end)
case("rawlen of a number", function() rawlen(5) end)
case("rawget of a string", function() rawget("abc", 1) end)
case("rawset with nil key", function() rawset({}, nil, 1) end)
case("rawset with nan key", function() rawset({}, 0 / 0, 1) end)
case("rawset returns the table", function() local t = {} return rawset(t, 1, 2) == t, t[1] end)
case("rawset with too few arguments", function() rawset({}, 1) end)
case("tostring of simple values", function() return tostring(nil), tostring(true), tostring(12), tostring(1.5), tostring("s") end)
case("tostring of tables and functions begins with the type", function() return tostring({}):match("^table: ") ~= nil, tostring(print):match("^%a+") , tostring(function() end):match("^function: ") ~= nil, tostring(coroutine.create(print)):match("^thread: ") ~= nil end)
case("tostring without argument", function() tostring() end)
case("select wants a number", function() select() end)
case("collectgarbage's options", function() return collectgarbage(), collectgarbage("collect"), type(collectgarbage("count")), type(collectgarbage("step")), collectgarbage("isrunning") end)
case("collectgarbage stop and restart", function() local a = collectgarbage("stop") local b = collectgarbage("isrunning") local c = collectgarbage("restart") return a, b, c, collectgarbage("isrunning") end)
case("collectgarbage with an unknown option", function() collectgarbage("nothing") end)
case("getmetatable of a string", function() return type(getmetatable("")), getmetatable(1), getmetatable(nil) end)
case("setmetatable of a number", function() setmetatable(1, {}) end)
case("dofile of a missing file", function() return select("#", pcall(dofile, "modules/nowhere.lua")), (pcall(dofile, "modules/nowhere.lua")) end)
case("dofile", function() return dofile("modules/answer.lua") end)
case("loadfile", function() local f = loadfile("modules/answer.lua") return type(f), f("argument") end)
case("loadfile of a missing file", function() local f, message = loadfile("modules/nowhere.lua") return f, type(message) end)
case("loadfile with an environment", function() local env = {} local f = loadfile("modules/environment.lua", "t", env) f() return env.fromFile, fromFile end)
case("loadfile of a wrong file", function() return loadfile("modules/broken.lua") end)
case("dofile of a wrong file", function() return dofile("modules/broken.lua") end)
case("warn wants strings", function() warn({}) end)
case("warn without argument", function() warn() end)
case("warn writes to the error output", function() warn("@off") return select("#", warn("not shown")) end)

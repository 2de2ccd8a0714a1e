-- §3.3.4: labels and gotos by the thousand, and what they see.
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

local function list(n, text) local parts = {} for i = 1, n do parts[i] = text:gsub("#", i) end return table.concat(parts, " ") end

case("labels", function() return load("local n " .. list(3000, "::l#:: n = #") .. " return n")() end)
case("gotos that see no label", function() return load(list(1000, "do goto l# end") .. " local n " .. list(1000, "do ::l#:: n = # end") .. " return n", "=s") end)
case("gotos to labels ahead", function() return load("local n = 0 " .. list(1000, "do goto l# end") .. list(1000, " ::l#:: n = n + 1") .. " return n")() end)
case("each to the next", function() return load("local n = 0 " .. list(1000, "n = n + 1 goto l# ::l#::") .. " return n")() end)
case("gotos back", function()
  return load("local n = 0 " .. list(500, "::l#:: n = n + 1 if n < 1000 + # then goto l# end") .. " return n")()
end)
case("breaks", function() return load("local n = 0 while true do n = n + 1 " .. list(1000, "if n == # then break end") .. " end return n")() end)
case("breaks of nested loops", function()
  return load("local n = 0 " .. ("while true do "):rep(50) .. "n = n + 1 " .. ("if n > 0 then break end end "):rep(50) .. " return n")()
end)
case("a label twice", function() return load("::a:: ::b:: ::a::", "=s") end)
case("a label again in a block", function() return load("::a:: do ::a:: end", "=s") end)
case("a label again after its block", function() return load("do ::a:: end ::a:: do ::a:: end", "=s") end)
case("the same label in blocks", function() return load(list(100, "do goto x ::x:: end") .. " return 7")() end)
case("the same label in functions", function() return load(list(100, "local function f() goto x ::x:: return # end") .. " return f()")() end)
case("a label of a block that is over", function() return load("do ::a:: end goto a", "=s") end)
case("the nearest label", function() return load("local n = 0 do goto a n = 1 ::a:: n = n + 10 end goto a n = 2 ::a:: return n")() end)
case("into the scope of a local", function() return load("goto a local x ::a:: print(x)", "=s") end)
case("to the end of a block past a local", function() return load("do goto a local x ::a:: ::b:: ; end return 5")() end)
case("to the end of repeat past a local", function() return load("repeat goto a local x ::a:: until x", "=s") end)
case("continue", function()
  local kept = {}
  for i = 1, 9 do
    if i % 2 == 0 then goto continue end
    for j = 1, 3 do if j == 2 then goto continue end kept[#kept + 1] = i * 10 + j end
    ::continue::
  end
  return table.concat(kept, " ")
end)
case("out of blocks with variables to close", function()
  local log = {}
  do
    local outer <close> = setmetatable({}, { __close = function() log[#log + 1] = "outer" end })
    do
      local inner <close> = setmetatable({}, { __close = function() log[#log + 1] = "inner" end })
      goto done
    end
  end
  ::done::
  return table.concat(log, " ")
end)
case("names", function()
  return load(list(150, "local a# = #") .. list(100, "local function f# () return a# + a150 end") .. " return f1()", "=s")
end)
case("locals at the limit", function() return load(list(200, "local a# = #") .. " return a200")() end)
case("locals beyond it", function() return load(list(201, "local a# = #"), "=s") end)
case("upvalues at the limit", function()
  return load(list(150, "local a# = #") .. " local function g() " .. list(105, "local b# = #") .. " return function() return "
    .. list(150, "a# +") .. list(104, "b# +") .. " b105 end end return g()()")()
end)
case("upvalues beyond it", function()
  return load(list(150, "local a# = #") .. "\nlocal function g() " .. list(106, "local b# = #") .. "\n return function() return "
    .. list(150, "a# +") .. list(105, "b# +") .. " b106 end end return g()()", "=s")
end)
case("constants", function() return load("local t = { " .. list(1000, "'text#', #.5,") .. " } return #t, t[1999], t[2000]")() end)
case("a name through many functions", function()
  return load("local a = 1 " .. ("return (function() "):rep(60) .. "a = a + 1 return a" .. (" end)()"):rep(60))()
end)
case("shadowed names", function()
  local a = 1
  local function f() local b = a local a = 2 local function g() local a = a + 1 return a, b end return a, g() end
  return f()
end)
case("_ENV shadowed and not", function()
  local function f() local _ENV = { x = 1 } local function g() return x end return g() end
  x = 2
  return f(), x
end)

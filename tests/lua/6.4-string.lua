-- §6.4: string functions.
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

case("names", function() local names = {} for name in pairs(string) do names[#names + 1] = name end table.sort(names) return table.concat(names, " ") end)
case("byte", function() return ("abc"):byte(), ("abc"):byte(2), ("abc"):byte(-1), ("abc"):byte(1, -1) end)
case("byte out of range", function() return select("#", ("abc"):byte(10)), select("#", ("abc"):byte(0)), select("#", (""):byte()), ("abc"):byte(0, 10) end)
case("char", function() return string.char(72, 105), string.char(), string.char(0, 255) end)
case("char out of range", function() string.char(256) end)
case("char negative", function() string.char(1, -1) end)
case("len, upper, lower", function() return ("hello"):len(), ("MiXed 1"):upper(), ("MiXed 1"):lower(), ("\195\169"):upper() end)
case("reverse", function() return ("abc"):reverse(), (""):reverse(), ("a\0b"):reverse() end)
case("sub", function() return ("hello"):sub(2, 4), ("hello"):sub(2), ("hello"):sub(-3), ("hello"):sub(-3, -2), ("hello"):sub(1, -1) end)
case("sub out of range", function() return ("hello"):sub(0), ("hello"):sub(10), ("hello"):sub(-10), ("hello"):sub(4, 2), ("hello"):sub(-10, 10), ("hello"):sub(3, -4) end)
case("sub at extremes", function() return ("hello"):sub(math.mininteger, math.maxinteger), ("hello"):sub(math.maxinteger), ("hello"):sub(1, math.mininteger) end)
case("rep", function() return ("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-1), (""):rep(100), ("x"):rep(1) end)
case("rep with a separator", function() return ("ab"):rep(3, ", "), ("ab"):rep(1, ", "), ("ab"):rep(0, ", "), (""):rep(3, "-"), ("a"):rep(3, "") end)
case("rep too large", function() return ("x"):rep(math.maxinteger) end)
case("rep too large by separator", function() return ("xx"):rep(1 << 62, "xx") end)
case("find plain words", function() return ("hello world"):find("wor"), ("hello"):find("xyz"), ("hello"):find("l"), ("hello"):find("") end)
case("find with init", function() return ("hello"):find("l", 4), ("hello"):find("l", 5), ("hello"):find("h", -5), ("hello"):find("o", -1) end)
case("find the empty string", function() return ("abc"):find("", 4), ("abc"):find("", 5), (""):find(""), ("abc"):find("", -10) end)
case("find plain", function() return ("a.b"):find(".", 1, true), ("a+b"):find("+", 1, true), ("a%b"):find("%", 1, true), ("[x]"):find("[x]", 1, true), ("a.b"):find("b", 1, true) end)
case("find zeros", function() return ("a\0b\0c"):find("\0c"), ("a\0b"):find("b"), ("a\0b"):find("\0", 1, true) end)
case("comparison of long and short strings", function() local long = ("a"):rep(50) return long == ("a"):rep(50), long < long .. "b", long .. "x" ~= long .. "y" end)
case("strings as keys, short and long", function() local t = {} t[("k"):rep(100)] = 1 t[("k"):rep(3)] = 2 return t[("k"):rep(100)], t["kkk"] end)
case("indexing a string", function() return ("abc").len == string.len, ("abc").x, #"abc" end)
case("indexing a string by number", function() return ("abc")[1] end)
case("assigning to a string's field", function() local s = "abc" s.x = 1 end)
case("methods of numbers via string", function() return string.format("%s", 12):len(), string.len(12.5) end)
case("wrong arguments", function() return (select(2, pcall(string.len))), (select(2, pcall(string.len, nil))), (select(2, pcall(string.upper, {}))), (select(2, pcall(string.sub, "x"))), (select(2, pcall(string.rep, "x"))), (select(2, pcall(string.byte, "x", {}))), (select(2, pcall(string.char, "x"))) end)
case("error of string.rep through a method", function() ("x"):rep() end)
case("error of sub", function() ("x"):sub() end)
case("error of find", function() ("x"):find() end)
case("error of a bad number", function() ("x"):sub("a") end)
case("error of upper without argument", function() string.upper() end)

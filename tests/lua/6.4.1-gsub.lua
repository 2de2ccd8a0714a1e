-- §6.4: gsub.
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

case("string", function() return ("hello world"):gsub("o", "0"), ("abc"):gsub("x", "y"), ("abc"):gsub("%w", "%0%0") end)
case("the count", function() return ("aaa"):gsub("a", "b") end)
case("a limit", function() return ("aaaa"):gsub("a", "b", 2), ("aaaa"):gsub("a", "b", 0), ("aaaa"):gsub("a", "b", -1) end)
case("both results with a limit", function() return ("aaaa"):gsub("a", "b", 2) end)
case("captures in the replacement", function() return (("hello world"):gsub("(%w+) (%w+)", "%2 %1")), (("abc"):gsub("(a)(b)(c)", "%3%2%1")), (("abc"):gsub("b", "[%0]")), (("abc"):gsub("(b)", "[%1]")), (("abc"):gsub("b", "[%1]")) end)
case("percent in the replacement", function() return (("50"):gsub("%d+", "%0%%")) end)
case("position captures in the replacement", function() return (("abc"):gsub("()b", "%1")) end)
case("empty matches", function() return ("abc"):gsub("", "-") end)
case("star matches", function() return ("abc"):gsub("%w*", "x"), (("a b"):gsub("%a*", "x")), (("hello"):gsub("l*", "x")) end)
case("anchored", function() return ("aaa"):gsub("^a", "b"), (("hello"):gsub("^", ">")), (("hello"):gsub("$", "<")), (("aaa"):gsub("a$", "b")) end)
case("function", function() return (("abc"):gsub("%w", function(c) return c:upper() .. "." end)) end)
case("function of captures", function() return (("a=1,b=2"):gsub("(%w)=(%w)", function(k, v) return v .. "=" .. k end)) end)
case("function that returns nil or false keeps the match", function() return (("abc"):gsub("%w", function(c) if c == "b" then return nil end return false end)) end)
case("function that returns a number", function() return (("1 2 3"):gsub("%d", function(d) return d * 2 end)), (("x"):gsub("x", function() return 1.5 end)) end)
case("function that returns a table", function() return ("abc"):gsub("b", function() return {} end) end)
case("function that returns true", function() return ("abc"):gsub("b", function() return true end) end)
case("function is called in order", function() local order = {} local _ = ("abc"):gsub(".", function(c) order[#order + 1] = c end) return table.concat(order, " ") end)
case("function with empty captures gets positions", function() return (("abc"):gsub("()", function(p) return p end)) end)
case("table", function() return (("$name is $age"):gsub("%$(%w+)", { name = "Ann", age = 30 })) end)
case("table without the key keeps the match", function() return (("a b c"):gsub("%a", { a = 1, c = false })) end)
case("table uses the first capture", function() return (("a1 b2"):gsub("(%a)(%d)", { a = "first", b = "second" })) end)
case("table with __index", function() return (("a b"):gsub("%a", setmetatable({}, { __index = function(_, k) return k .. k end }))) end)
case("table with a wrong value", function() return ("abc"):gsub("b", { b = {} }) end)
case("number as replacement", function() return (("abc"):gsub("b", 5)), (("abc"):gsub("b", 1.5)) end)
case("nil as replacement", function() return ("abc"):gsub("b") end)
case("boolean as replacement", function() return ("abc"):gsub("b", true) end)
case("wrong capture in the replacement", function() return ("abc"):gsub("b", "%2") end)
case("wrong escape in the replacement", function() return ("abc"):gsub("b", "%x") end)
case("percent at the end of the replacement", function() return ("abc"):gsub("b", "%") end)
case("wrong replacement without a match is no error", function() return ("abc"):gsub("x", "%9") end)
case("wrong pattern", function() return ("abc"):gsub("[", "x") end)
case("zeros", function() return (("a\0b"):gsub("\0", "z")), (("abc"):gsub("b", "\0")), (("a\0b"):gsub("%z", "")) end)
case("escape HTML", function() return (("<a href='x'>&</a>"):gsub("[<>&']", { ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;", ["'"] = "&#39;" })) end)
case("url decode and encode", function() return (("a%20b%2Bc"):gsub("%%(%x%x)", function(h) return string.char(tonumber(h, 16)) end)), (("a b+c"):gsub("[^%w]", function(c) return ("%%%02X"):format(c:byte()) end)) end)
case("trim and squeeze", function() return (("  a   b  "):gsub("^%s+", ""):gsub("%s+$", ""):gsub("%s+", " ")) end)
case("nested gsub", function() return (("a(b)c"):gsub("%b()", function(s) return "[" .. s:gsub("[()]", "") .. "]" end)) end)
case("a long text", function() local s, n = ("ab"):rep(5000):gsub("a", "xyz") return #s, n end)
case("a pcall inside", function() return (("abc"):gsub(".", function(c) local ok = pcall(error) return ok and c or c .. "!" end)) end)
case("balanced and back references", function() return (("{a{b}c}{d}"):gsub("%b{}", "#")), (("aabbcd"):gsub("(%a)%1", "<%1>")) end)
case("frontier", function() return (("the cat the dog"):gsub("%f[%w]the%f[%W]", "a")) end)

-- §6.6: what is no table may be used like one, where it has a metamethod for all that a function does with it.
local function try(what, ...)
  local results = table.pack(pcall(...))
  for i = 1, results.n do results[i] = type(results[i]) == "table" and table.concat(results[i], "+") or tostring(results[i]) end
  print(what .. ": " .. table.concat(results, ", "))
end
local strings = getmetatable("")
local library = strings.__index

print("a text can be read, as all texts can")
try("move", table.move, "abc", 1, 3, 1, {})
try("move into", table.move, { 1, 2 }, 1, 2, 1, "abc")
try("move within", table.move, "abc", 1, 2, 3)
try("unpack", table.unpack, "abc", 1, 2)
try("unpack all", table.unpack, "abc")
try("concat", table.concat, "abc")
try("insert", table.insert, "abc", 1)
try("insert nothing", table.insert, "abc")
try("remove", table.remove, "abc")
try("sort", table.sort, "abc")
try("a number", table.move, 5, 1, 3, 1, {})
try("nil", table.unpack, nil, 1, 2)
try("true", table.unpack, true)

print("with items")
strings.__index = function(s, i) if type(i) == "number" then return string.sub(s, i, i) end return library[i] end
try("move", table.move, "abc", 1, 3, 1, {})
try("unpack", table.unpack, "abc", 1, 2)
try("unpack all", table.unpack, "abc")
try("concat", table.concat, "abc")

print("with a length")
strings.__len = function() return 2 end
try("concat", table.concat, "abc")
try("concat some", table.concat, "abc", "-", 1, 3)
try("unpack all", table.unpack, "abc")
try("insert", table.insert, "abc", 1)

print("with places to write")
local written = {}
strings.__newindex = function(s, i, v) written[#written + 1] = s .. "[" .. i .. "]=" .. tostring(v) end
local function tell() print("  " .. table.concat(written, " ")) written = {} end
try("insert", table.insert, "abc", 1) tell()
try("insert at", table.insert, "abc", 1, 5) tell()
try("insert beyond", function() table.insert("abc", 9, 5) end) tell()
try("remove", table.remove, "abc") tell()
try("remove at", table.remove, "abc", 1) tell()
try("move", table.move, "abc", 1, 2, 3) tell()
try("move into", table.move, { 1, 2 }, 1, 2, 1, "abc") tell()
try("sort", table.sort, "ba") tell()
strings.__index, strings.__len, strings.__newindex = library, nil, nil

print("what can't be joined is called by its type, whatever its __name")
local named = setmetatable({}, { __name = "Named" })
try("concat", table.concat, { 1, named })
try("concat a list with metamethods", table.concat, setmetatable({ 1, named }, { __index = {} }))
try("gsub", string.gsub, "a", "a", function() return named end)

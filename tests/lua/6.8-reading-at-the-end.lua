-- §6.8: reading where there is nothing to read.
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

print(io.read("a") == "", io.read("l"), io.read("L"), io.read("n"), io.read(0), io.read(1), io.read())
print(io.read("*a") == "", io.read("*l"), io.read("*all") == "", io.read("all") == "")
print(select("#", io.read("a", "l", "a")), select("#", io.read("l", "a")), select("#", io.read("a", "a")), select("#", io.read()))
for _, bad in ipairs { "x", "", "*", "**a", "5", {}, true, 1.5 } do case("format " .. tostring(type(bad) == "table" or bad), function() return io.read(bad) end) end
case("a wrong one after a good one", function() return io.read("a", "x") end)
case("a wrong one after the end", function() return io.read("l", "x") end)
case("a stream", function() return io.stdin:read("a"), io.stdin:read("l"), io.stdin:read() end)
case("lines of a stream", function() local n = 0 for line in io.stdin:lines() do n = n + 1 end return n end)
case("flush", function() return io.flush(), io.stdout:flush(), io.stderr:flush() end)
case("output", function() return io.output() == io.stdout, io.input() == io.stdin end)

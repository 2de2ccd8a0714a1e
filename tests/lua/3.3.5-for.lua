-- §3.3.5: for.
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

local function numeric(first, last, step)
  local out = {}
  for i = first, last, step do out[#out + 1] = tostring(i) if #out > 20 then break end end
  return table.concat(out, " ")
end
case("up", function() return numeric(1, 5, 1), numeric(1, 10, 3), numeric(-2, 2, 1) end)
case("without step", function() local n = 0 for i = 1, 4 do n = n + i end return n end)
case("down", function() return numeric(5, 1, -1), numeric(10, 1, -4) end)
case("empty", function() return numeric(1, 0, 1), numeric(0, 1, -1) end)
case("once", function() return numeric(3, 3, 1), numeric(3, 3, -1) end)
case("floats", function() return numeric(1.0, 3, 1), numeric(1, 2, 0.25), numeric(1, 3.5, 1), numeric(0.5, 2, 1) end)
case("a float limit of an integer loop is floored", function() return numeric(1, 3.9, 1), numeric(3, 0.5, -1), numeric(-1, -3.5, -1) end)
case("a float step makes a float loop", function() return numeric(1, 3, 1.0), numeric(3, 1, -1.0) end)
case("the largest integer", function() return numeric(math.maxinteger - 2, math.maxinteger, 1) end)
case("beyond the largest integer", function() return numeric(math.maxinteger - 2, math.huge, 1) end)
case("the least integer", function() return numeric(math.mininteger + 2, math.mininteger, -1) end)
case("no overflow with a large step", function() return numeric(1, math.maxinteger, math.maxinteger // 2), numeric(math.mininteger, math.maxinteger, math.maxinteger) end)
case("from least to largest", function() return numeric(math.maxinteger, math.mininteger, math.mininteger), numeric(math.mininteger, 0, math.maxinteger) end)
case("limits out of integer range", function() return numeric(math.maxinteger - 1, 1e100, 1), numeric(math.mininteger + 1, -1e100, -1), numeric(1, 1e100, -1), numeric(1, -1e100, 1) end)
case("limit minus infinity", function() return numeric(1, -math.huge, 1), numeric(math.mininteger + 1, -math.huge, -1), numeric(1, math.huge, -1) end)
case("limit nan", function() return numeric(1, 0 / 0, 1), numeric(1.0, 0 / 0, 1) end)
case("infinite floats", function() return numeric(math.huge, math.huge, 1.0) == numeric(math.huge, math.huge, 1.0) end)
case("assigning to the variable does not matter", function() local n = 0 for i = 1, 3 do n = n + i; i = 10 end return n end)
case("the bounds are evaluated once", function()
  local calls = 0
  local function f(v) calls = calls + 1 return v end
  for _ = f(1), f(3), f(1) do end
  return calls
end)
case("changing the limit's variable does not matter", function() local n, count = 3, 0 for _ = 1, n do n = 100; count = count + 1 end return count end)
case("numeric types in messages", function() for _ = 1, 10, "x" do end end)
case("the variable's type follows start and step", function() for i = 1, 1 do return math.type(i) end end)
case("the variable's type of a float start", function() for i = 1.0, 1 do return math.type(i) end end)
case("ipairs stops at nil", function() local n = 0 for _ in ipairs { 1, 2, nil, 4 } do n = n + 1 end return n end)
case("pairs visits all", function()
  local keys = {}
  for k, v in pairs { 10, 20, x = 1, [2.5] = 2, [true] = 3 } do keys[#keys + 1] = tostring(k) .. "=" .. v end
  table.sort(keys)
  return table.concat(keys, " ")
end)
case("pairs in array order", function()
  local out = {}
  for k, v in pairs { "a", "b", "c" } do out[#out + 1] = k .. v end
  return table.concat(out, " ")
end)
case("setting fields to nil while traversing", function()
  local t = {}
  for i = 1, 100 do t[i] = i; t["k" .. i] = i end
  local n = 0
  for k in pairs(t) do n = n + 1; t[k] = nil end
  return n, next(t)
end)
case("assigning to existing fields while traversing", function()
  local t = { a = 1, b = 2, c = 3, 4, 5 }
  for k, v in pairs(t) do t[k] = v * 10 end
  return t.a, t.b, t.c, t[1], t[2]
end)
case("next by hand", function() local t = { 7 } local k, v = next(t) return k, v, next(t, k) end)
case("next in a loop", function() local n = 0 for k, v in next, { 1, 2, x = 3 } do n = n + v end return n end)
case("a stateless iterator", function()
  local out = {}
  for i, sq in function(max, i) if i < max then return i + 1, (i + 1) ^ 2 end end, 4, 0 do out[#out + 1] = i .. ":" .. sq end
  return table.concat(out, " ")
end)
case("more than two variables", function()
  local done = false
  for a, b, c, d in function() if not done then done = true return 1, 2, 3 end end do return a, b, c, d end
end)
case("the control variable decides the end", function() local n = 0 for a, b in function(_, c) n = n + 1 if n < 4 then return n end return nil, "more" end do end return n end)
case("false does not end the loop", function() local n = 0 for a in function() n = n + 1 if n < 3 then return false end end do end return n end)
case("changing the control variable does not matter", function()
  local out = {}
  for i in function(_, c) c = (c or 0) + 1 if c <= 3 then return c end end do out[#out + 1] = i; i = 100 end
  return table.concat(out, " ")
end)
case("a closing value", function()
  local closed = 0
  local closer = setmetatable({}, { __close = function() closed = closed + 1 end })
  for i in function(_, c) c = (c or 0) + 1 if c <= 3 then return c end end, nil, nil, closer do end
  local first = closed
  for i in function(_, c) return 1 end, nil, nil, closer do break end
  local second = closed
  pcall(function() for i in function() return 1 end, nil, nil, closer do error("x") end end)
  local third = closed
  local _ = (function() for i in function() return 1 end, nil, nil, closer do return i end end)()
  return first, second, third, closed
end)
case("a closing value that can't be closed", function() for _ in print, nil, nil, {} do end end)
case("a loop in a loop over the same table", function()
  local t, n = { 1, 2, 3 }, 0
  for _, a in ipairs(t) do for _, b in ipairs(t) do n = n + a * b end end
  return n
end)
case("removing the last element while iterating", function()
  local t, n = { 1, 2, 3, 4 }, 0
  for _ in ipairs(t) do n = n + 1; t[#t] = nil end
  return n
end)
case("next with an unknown key", function() return next({}, "nope") end)
case("next after the last", function() return next({ 1 }, 1) end)
case("next of a non-table", function() return next(5) end)

-- §2.6: coroutines.
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

local function collect(co, ...)
  local out = {}
  local results = table.pack(coroutine.resume(co, ...))
  while true do
    for i = 1, results.n do out[#out + 1] = tostring(results[i]) end
    out[#out + 1] = "|"
    if coroutine.status(co) == "dead" then return table.concat(out, " ") end
    results = table.pack(coroutine.resume(co))
  end
end

case("the manual's example", function()
  local out = {}
  local function say(...) out[#out + 1] = table.concat({ ... }, " ") end
  local function foo(a) say("foo", a) return coroutine.yield(2 * a) end
  local co = coroutine.create(function(a, b)
    say("co-body", a, b)
    local r = foo(a + 1)
    say("co-body", r)
    local r2, s = coroutine.yield(a + b, a - b)
    say("co-body", r2, s)
    return b, "end"
  end)
  local results = {}
  local function step(...)
    local values = table.pack(coroutine.resume(co, ...))
    for i = 1, values.n do values[i] = tostring(values[i]) end
    results[#results + 1] = table.concat(values, ",")
  end
  step(1, 10) step("r") step("x", "y") step("x", "y")
  return table.concat(out, "; "), table.concat(results, "; ")
end)
case("values go both ways", function()
  local co = coroutine.create(function(...)
    local a, b = coroutine.yield(select("#", ...))
    local c = coroutine.yield(a + b)
    return c, nil
  end)
  local _, first = coroutine.resume(co, 1, nil, nil)
  local _, second = coroutine.resume(co, 3, 4)
  return first, second, coroutine.resume(co, "last")
end)
case("yield nothing", function() return select("#", coroutine.resume(coroutine.create(function() coroutine.yield() end))) end)
case("many values", function()
  local co = coroutine.create(function(...) return select("#", coroutine.yield(...)) end)
  local count = select("#", coroutine.resume(co, table.unpack({}, 1, 100)))
  return count, coroutine.resume(co, table.unpack({}, 1, 150))
end)
case("yield across pcall", function()
  return collect(coroutine.create(function()
    return pcall(function() coroutine.yield(1); coroutine.yield(2); return 3 end)
  end))
end)
case("error after a yield across pcall", function()
  return collect(coroutine.create(function()
    local ok, message = pcall(function() coroutine.yield("in"); error("oops", 0) end)
    coroutine.yield(ok, message)
    return "done"
  end))
end)
case("yield across nested pcalls", function()
  return collect(coroutine.create(function()
    return pcall(pcall, function() coroutine.yield("deep"); error("e", 0) end)
  end))
end)
case("yield across xpcall", function()
  return collect(coroutine.create(function()
    return xpcall(function(a) coroutine.yield(a); error("e", 0) end, function(m) return "handled " .. m end, "arg")
  end))
end)
case("yield in metamethods", function()
  local meta = {}
  for _, name in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat" } do
    meta["__" .. name] = function() return coroutine.yield(name) end
  end
  local o = setmetatable({}, meta)
  local co = coroutine.wrap(function()
    return { o + 1, o - 1, o * 1, o / 1, o % 1, o ^ 1, o // 1, o & 1, o | 1, o ~ 1, o << 1, o >> 1, o .. 1 }
  end)
  local names, value = {}, co()
  while type(value) == "string" do names[#names + 1] = value; value = co(#names) end
  return table.concat(names, " "), table.concat(value, " ")
end)
case("yield in unary metamethods", function()
  local o = setmetatable({}, { __unm = function() return coroutine.yield("unm") end, __bnot = function() return coroutine.yield("bnot") end, __len = function() return coroutine.yield("len") end })
  local co = coroutine.wrap(function() return -o, ~o, #o end)
  return co(), co(1), co(2), co(3)
end)
case("yield in __index and __newindex", function()
  local o = setmetatable({}, { __index = function(_, k) return coroutine.yield("get " .. k) end, __newindex = function(_, k, v) coroutine.yield("set " .. k .. "=" .. v) end })
  local co = coroutine.wrap(function() o.x = o.y; o[1] = 5; return "end" end)
  return co(), co("value"), co(), co()
end)
case("yield in comparisons", function()
  local o = setmetatable({}, { __lt = function() return coroutine.yield("lt") end, __le = function() return coroutine.yield("le") end, __eq = function() return coroutine.yield("eq") end })
  local p = setmetatable({}, getmetatable(o))
  local co = coroutine.wrap(function()
    local results = {}
    results[1] = o < p
    results[2] = o <= p
    results[3] = o == p
    results[4] = o ~= p
    if o > p then results[5] = "then" else results[5] = "else" end
    results[6] = not (o >= p)
    for i = 1, 6 do results[i] = tostring(results[i]) end
    return table.concat(results, " ")
  end)
  return co(), co(true), co(false), co(1), co(true), co(false), co(true)
end)
case("yield in a chain of concatenations", function()
  local o = setmetatable({}, { __concat = function(a, b) return coroutine.yield(type(a) .. "-" .. type(b)) end })
  local co = coroutine.wrap(function() return "a" .. o .. "c" .. o .. "d" end)
  return co(), co("X"), co("Y")
end)
case("yield in __call", function()
  local o = setmetatable({}, { __call = function(_, ...) return coroutine.yield(...) end })
  local co = coroutine.wrap(function() return "result", o(1, 2) end)
  local a, b = co()
  return a, b, co("x", "y")
end)
case("yield in an iterator", function()
  local co = coroutine.wrap(function()
    local sum = 0
    for value in function() return coroutine.yield("next") end do sum = sum + value end
    return sum
  end)
  return co(), co(1), co(2), co(nil)
end)
case("yield in the body of a loop", function()
  local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end for k, v in ipairs { "a", "b" } do coroutine.yield(k, v) end end)
  return co(), co(), co(), table.concat({ co() }, "="), table.concat({ co() }, "="), co()
end)
case("a generator", function()
  local function range(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
  local sum = 0
  for i in range(10) do sum = sum + i end
  return sum
end)
case("permutations", function()
  local function permute(list, n)
    if n <= 1 then coroutine.yield(table.concat(list)) end
    for i = 1, n do
      if n > 1 then
        list[n], list[i] = list[i], list[n]
        permute(list, n - 1)
        list[n], list[i] = list[i], list[n]
      end
    end
  end
  local out = {}
  for p in coroutine.wrap(function() permute({ "a", "b", "c" }, 3) end) do out[#out + 1] = p end
  return table.concat(out, " ")
end)
case("producer and consumer", function()
  local producer = coroutine.create(function() for _, v in ipairs { "x", "y", "z" } do coroutine.yield(v) end end)
  local filter = coroutine.create(function()
    local line = 1
    while true do
      local _, value = coroutine.resume(producer)
      if value == nil then return end
      coroutine.yield(line .. ":" .. value)
      line = line + 1
    end
  end)
  local out = {}
  while true do
    local _, value = coroutine.resume(filter)
    if not value then break end
    out[#out + 1] = value
  end
  return table.concat(out, " ")
end)
case("recursion in a coroutine", function()
  local function walk(tree) if tree then walk(tree[1]); coroutine.yield(tree[2]); walk(tree[3]) end end
  local out = {}
  for v in coroutine.wrap(function() walk { { nil, 1, { nil, 2 } }, 3, { { nil, 4 }, 5 } } end) do out[#out + 1] = v end
  return table.concat(out, " ")
end)
case("coroutines in coroutines", function()
  local outer = coroutine.wrap(function()
    local inner = coroutine.wrap(function() coroutine.yield("inner 1"); coroutine.yield("inner 2") end)
    coroutine.yield(inner()); coroutine.yield("outer"); coroutine.yield(inner())
  end)
  return outer(), outer(), outer()
end)
case("upvalues are shared while running", function()
  local n = 0
  local co = coroutine.wrap(function() while true do n = n + 1; coroutine.yield() end end)
  co(); n = 10; co()
  return n
end)
case("locals survive yields", function()
  local co = coroutine.wrap(function(...)
    local a, b, c = ...
    local function f() return a + b + c end
    coroutine.yield()
    a = 100
    coroutine.yield(f())
    b = 1000
    return f()
  end)
  co(1, 2, 3)
  return co(), co()
end)
case("a tail call in a coroutine", function()
  local function count(n) if n == 0 then return coroutine.yield("bottom") end return count(n - 1) end
  local co = coroutine.wrap(count)
  return co(1000), co("up")
end)
case("an error kills", function()
  local co = coroutine.create(function() coroutine.yield(); error("dead", 0) end)
  coroutine.resume(co)
  local ok, message = coroutine.resume(co)
  return ok, message, coroutine.status(co), coroutine.resume(co)
end)
case("a run-time error in a coroutine has its position", function() return coroutine.resume(coroutine.create(function() return nil + 1 end)) end)
case("an error object from a coroutine", function()
  local object = {}
  local ok, e = coroutine.resume(coroutine.create(function() error(object) end))
  return ok, e == object
end)
case("yield across load", function() local co = coroutine.wrap(load("local x = coroutine.yield('loaded') return x * 2")) return co(), co(21) end)
case("yield in a <close> handler", function()
  local co = coroutine.wrap(function()
    do local c <close> = setmetatable({}, { __close = function() coroutine.yield("closing") end }) coroutine.yield("body") end
    return "after"
  end)
  return co(), co(), co()
end)
case("yield in a <close> handler at return", function()
  local co = coroutine.wrap(function()
    local c <close> = setmetatable({}, { __close = function() coroutine.yield("closing") end })
    return "result", 2
  end)
  return co(), co()
end)
case("yield in a <close> handler after an error", function()
  local co = coroutine.wrap(function()
    return pcall(function()
      local c <close> = setmetatable({}, { __close = function(_, e) coroutine.yield("closing " .. e) end })
      error("why", 0)
    end)
  end)
  return co(), co()
end)
case("yield from the main thread", function() return pcall(coroutine.yield, 1) end)
case("resume itself", function() local co co = coroutine.create(function() return coroutine.resume(co) end) return coroutine.resume(co) end)
case("resume the resumer", function()
  local outer
  outer = coroutine.create(function()
    local inner = coroutine.create(function() return coroutine.status(outer), coroutine.resume(outer) end)
    return coroutine.resume(inner)
  end)
  return coroutine.resume(outer)
end)
case("stack overflow in a coroutine", function()
  local ok, message = coroutine.resume(coroutine.create(function() local function f() return 1 + f() end return f() end))
  return ok, message:match("stack overflow")
end)
case("ten thousand coroutines", function()
  local list, sum = {}, 0
  for i = 1, 10000 do list[i] = coroutine.wrap(function() coroutine.yield(i); sum = sum + i end); list[i]() end
  for i = 1, 10000 do list[i]() end
  return sum
end)

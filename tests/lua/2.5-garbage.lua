-- §2.5: weak tables, finalizers, collectgarbage.
local function count(t) local n = 0 for _ in pairs(t) do n = n + 1 end return n end
local function fill(f) f() end

-- Weak values.
local values = setmetatable({}, { __mode = "v" })
local kept = { "kept" }
fill(function() values.gone = {} values.kept = kept values[1] = {} values[2] = kept values.text = "text" values.number = 1.5 values.f = function() return values end end)
collectgarbage()
print("weak values", values.gone, values.kept == kept, values[1], values[2] == kept, values.text, values.number, values.f, count(values))

-- Weak keys.
local keys = setmetatable({}, { __mode = "k" })
fill(function() keys[{}] = "gone" keys[kept] = "kept" keys.text = {} keys[1] = {} end)
collectgarbage()
print("weak keys", keys[kept], type(keys.text), type(keys[1]), count(keys))

-- Ephemerons: a value that refers to its own key does not keep it.
local ephemerons = setmetatable({}, { __mode = "k" })
fill(function()
  local a, b = {}, {}
  ephemerons[a] = { a } ephemerons[b] = { a } ephemerons[kept] = function() return kept end
  local chain = kept
  for i = 1, 10 do local link = { i } ephemerons[chain] = { link } chain = link end
end)
collectgarbage()
print("ephemerons", count(ephemerons), ephemerons[kept][1][1], ephemerons[ephemerons[kept][1]][1][1])

-- Both.
local both = setmetatable({}, { __mode = "kv" })
fill(function() both[{}] = kept both[kept] = {} both.x = {} both[1] = kept both[kept] = kept end)
collectgarbage()
print("both", both[kept] == kept, both.x, both[1] == kept, count(both))

-- A table that is weak only after a change of its metatable's.
local late = setmetatable({}, { __mode = "v" })
fill(function() late.x = {} end)
getmetatable(late).__mode = nil
collectgarbage()
print("no longer weak", type(late.x))
getmetatable(late).__mode = "v"
collectgarbage()
print("weak again", late.x)

-- Closures, coroutines and upvalues keep what they use.
local registry = setmetatable({}, { __mode = "v" })
local closure, sleeper
fill(function()
  local a, b, c = { "a" }, { "b" }, { "c" }
  registry.a, registry.b, registry.c = a, b, c
  closure = function() b = b return a end
  sleeper = coroutine.wrap(function() local d = { "d" } registry.d = d coroutine.yield() return d end)
  sleeper()
end)
collectgarbage()
print("closures", registry.a[1], registry.b[1], registry.c, registry.d[1])
closure, sleeper = nil, nil
collectgarbage()
print("without them", registry.a, registry.b, registry.c, registry.d)

-- Reading and writing after a collection.
local cache = setmetatable({}, { __mode = "v" })
for round = 1, 3 do
  for i = 1, 100 do cache[i] = { i } cache["k" .. i] = { i } end
  cache[50], cache.k7 = kept, kept
  collectgarbage()
  io.write(count(cache), " ", tostring(cache[50] == kept), " ", tostring(cache[51]), " ", tostring(cache.k7 == kept), "; ")
end
print(next(setmetatable({}, { __mode = "k" })))

-- Finalizers.
local function finalizer(name) return { __gc = function(o) print("finalized", name, o.name) end } end
fill(function() setmetatable({ name = "one" }, finalizer("first")) setmetatable({ name = "two" }, finalizer("second")) end)
collectgarbage()
print("collected")
fill(function() local t = setmetatable({ name = "cycle" }, finalizer("cyclic")) t.self = { t } end)
collectgarbage()
fill(function() setmetatable({}, { __gc = function() error("in a finalizer") end }) end)
collectgarbage()
print("errors do not spread")
-- Resurrected, and finalized again only if it asks for it.
fill(function() setmetatable({ name = "back" }, { __gc = function(o) risen = o print("rising") end }) end)
collectgarbage()
print(risen.name)
risen = nil
collectgarbage()
print("not twice")
fill(function() setmetatable({ n = 2 }, { __gc = function(o) print("again", o.n) o.n = o.n - 1 if o.n > 0 then setmetatable(o, getmetatable(o)) end end }) end)
collectgarbage() collectgarbage() collectgarbage()
-- A metatable without __gc when it was set.
fill(function() local m = {} setmetatable({}, m) m.__gc = function() print("never") end end)
collectgarbage()
-- What a finalized object refers to is still there; weak values of it are not, weak keys are.
local byvalue, bykey = setmetatable({}, { __mode = "v" }), setmetatable({}, { __mode = "k" })
fill(function()
  local o = setmetatable({ name = "seen" }, { __gc = function(o) print("in tables", byvalue.o, bykey[o], o.name) end })
  byvalue.o, bykey[o] = o, "key"
end)
collectgarbage()
collectgarbage()
print(count(byvalue), count(bykey))
print("in a coroutine", coroutine.wrap(function() fill(function() setmetatable({ name = "inner" }, finalizer("inside")) end) collectgarbage() return "returns" end)())
print("in pcall", pcall(function() fill(function() setmetatable({ name = "inner" }, finalizer("protected")) end) collectgarbage() error("after", 0) end))
print("with open results", (function(...) return select("#", ...) end)((function() collectgarbage() return 1, 2, 3 end)()))

-- collectgarbage.
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("isrunning"))
print(collectgarbage("generational"), collectgarbage("incremental"), collectgarbage("incremental"))
print(collectgarbage(), collectgarbage("collect"), math.type(collectgarbage("count")), collectgarbage("count") > 0)
print(pcall(collectgarbage, "wrong"), pcall(collectgarbage, {}))
local before = collectgarbage("count")
local big = ("x"):rep(1000000)
print(collectgarbage("count") - before > 900)
big = nil
collectgarbage()
print(collectgarbage("count") - before < 100)
atexit = setmetatable({ name = "last" }, finalizer("at the end"))
setmetatable({ name = "before" }, finalizer("at the end"))

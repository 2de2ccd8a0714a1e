-- §2.4: metamethods
local V = {}
V.__index = V
V.__name = "V"
local function new(x) return setmetatable({x = x}, V) end
for _, op in ipairs {"add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat"} do
  V["__" .. op] = function(a, b)
    local x = type(a) == "table" and a.x or a
    local y = type(b) == "table" and b.x or b
    return op .. "(" .. tostring(x) .. "," .. tostring(y) .. ")"
  end
end
V.__unm = function(a) return "unm" .. a.x end
V.__bnot = function(a) return "bnot" .. a.x end
V.__len = function(a) return a.x * 10 end
V.__eq = function(a, b) return a.x == b.x end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__tostring = function(a) return "V" .. a.x end
V.__call = function(self, y) return self.x + y end
local a, b = new(1), new(2)
print(a + b, a - 1, 2 * a, a / b, a % b, a ^ b, a // b)
print(a & b, a | 1, 1 ~ a, a << 1, 1 >> a)
print(a .. b, a .. "s", "s" .. a, 1 .. a, a .. 1)
print(-a, ~a, #a, a == b, a == new(1), a ~= new(1), a < b, a <= b, a > b, a >= b)
print(tostring(a), a(5))
print(rawequal(a, new(1)), rawlen(a), rawget(a, "x"), rawget(a, "__add"))
local log = {}
local proxy = setmetatable({}, {
  __index = function(t, k) log[#log + 1] = "get " .. tostring(k) return k end,
  __newindex = function(t, k, v) log[#log + 1] = "set " .. tostring(k) rawset(t, k, v) end,
})
print(proxy.a, proxy[1])
proxy.a = 1 proxy.a = 2
print(proxy.a, table.concat(log, ";"))
local base = {greet = function() return "hi" end}
local mid = setmetatable({}, {__index = base})
local top = setmetatable({}, {__index = mid})
print(top.greet(), top.nope)
local store = {}
local w = setmetatable({}, {__newindex = store})
w.x = 5
print(rawget(w, "x"), store.x)
print(getmetatable(setmetatable({}, {__metatable = "locked"})))
print(pcall(setmetatable, setmetatable({}, {__metatable = 1}), {}))
print(getmetatable("").__index == string)
local ok, e = pcall(function() return {} + 1 end) print(e)
ok, e = pcall(function() return setmetatable({}, {__name = "My"}) + 1 end) print(e)
ok, e = pcall(function() return {} < {} end) print(e)
ok, e = pcall(function() return {} < 1 end) print(e)
ok, e = pcall(function() return "a" < 1 end) print(e)
ok, e = pcall(function() return nil > 1 end) print(e)
print(pcall(function() local t = setmetatable({}, {__index = function(t, k) error("no " .. k, 0) end}) return t.foo end))
for k, v in pairs(setmetatable({}, {__pairs = function(t) return function(_, k) if not k then return 1, 2 end end, t, nil end})) do print(k, v) end
print(#setmetatable({}, {__len = function() return 42 end}))
local mt = {}
mt.__lt = function() return nil end
local x, y = setmetatable({}, mt), setmetatable({}, mt)
print(x < y, not (x < y))
mt.__lt = function() return 1 end
print(x < y)
print(setmetatable({}, {__eq = function() return true end}) == setmetatable({}, {}))
local concat_log = {}
local C = setmetatable({}, {__concat = function(l, r)
  return (type(l) == "table" and "C" or l) .. "+" .. (type(r) == "table" and "C" or r) end})
print("a" .. "b" .. C .. "c" .. "d")
print(1 .. C .. 2)
print(tostring(setmetatable({}, {__tostring = function() return "custom" end})))
print(pcall(tostring, setmetatable({}, {__tostring = function() return {} end})))
local ix = setmetatable({}, {__index = function(t, i) if i <= 3 then return i * i end end})
for i, v in ipairs(ix) do io.write(i, "=", v, " ") end print()

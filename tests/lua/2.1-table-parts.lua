-- A table's keys move between a part for 1, 2, 3 and so on and a part for the rest. Nothing of that shows.

-- What a table holds, whatever the order.
local function content(t)
  local lines, count = {}, 0
  for k, v in pairs(t) do
    count = count + 1
    lines[count] = math.type(k) and ("%s=%s"):format(k, v) or ("%s:%s=%s"):format(type(k), k, v)
  end
  table.sort(lines)
  return count .. "{" .. table.concat(lines, " ") .. "}"
end
local function clear(t)
  for k in pairs(t) do t[k] = nil end
  return next(t)
end

print("-- a key that a constructor gives by place and by name: the place counts")
print(content { "a", "b", "c", [2] = "x" }, content { [2] = "x", "a", "b", "c" }, content { "a", [1] = "x" })
print(content { [1] = "x", "a" }, content { [3] = "x", "a", "b" }, content { [1] = "x", [2] = "y", nil, "b" })
print(content { [2] = "x", "a", nil }, content { [1.0] = "x", "a" }, content { [4] = 4, 1, 2, 3, [3] = "x" })
local both = { "a", "b", "c", [2] = "x", [4] = "y", n = 1 }
print(content(both), #both, clear(both), content(both))
for _, n in ipairs { 1, 7, 8, 9, 49, 50, 51, 52, 99, 100, 101, 255, 256, 257 } do
  local source = {}
  for i = 1, n do source[i] = ("[%d]=%d"):format(i, -i) end
  for i = 1, n do source[n + i] = tostring(i) end
  local t = load("return {" .. table.concat(source, ",") .. "}")()
  local count, sum = 0, 0
  for k, v in pairs(t) do count = count + 1 sum = sum + v end
  print(n, #t, count, sum, clear(t))
end
local function three() return "p", "q", "r" end
print(content { [2] = "x", three() }, content { [3] = "x", "a", three() }, content { three(), [1] = "x", three() })

print("-- powers of two, and of other numbers")
for _, base in ipairs { 2, 3, 10 } do
  local t, key, count = {}, 1, 0
  while key > 0 and key < 1 << 62 do
    t[key] = "v" .. key
    key = key * base
    count = count + 1
  end
  local found, right = 0, 0
  for k, v in pairs(t) do found = found + 1 if v == "v" .. k then right = right + 1 end end
  print(base, count, found, right, t[1], t[base], t[base + 2])
  print(clear(t), content(t))
end
local before = collectgarbage("count")
local masks = {}
for bit = 0, 62 do masks[1 << bit] = bit end
for bit = 0, 62 do masks[-(1 << bit)] = -bit end
masks[1 << 63] = "least"
local sum, count = 0, 0
for k, v in pairs(masks) do count = count + 1 if v ~= "least" then sum = sum + v end end
print(count, sum, masks[math.mininteger], masks[1 << 62], collectgarbage("count") - before < 100)

print("-- integers and floats")
local keys = { 0, -1, 1, 2^31, 2^31 - 1, 2^31 + 1, -2^31, 2^32, 2^53, 2^53 - 1, 2^53 + 2, -2^53, 2^62, 2^63, -2^63,
  2^64, 1e300, -1e300, 0.5, -0.5, 1/0, -1/0, 1e15, 123456789012, 2^1023, 2^-1074, 0x7fffffff, 0x80000000, 0xffffffff,
  0x100000000, 1 << 53, (1 << 53) + 1, math.maxinteger, math.mininteger, math.maxinteger - 1 }
local t, different = {}, 0
for i, k in ipairs(keys) do
  if t[k] == nil then different = different + 1 end
  t[k] = i
end
count = 0
for k, v in pairs(t) do count = count + 1 end
print(different, count, t[-0.0], t[0x80000000], t[2^53 | 0], t[9007199254740993], t[-9223372036854775808])
for i, k in ipairs(keys) do
  local j = t[k]
  if keys[j] ~= k then print("wrong", k) end
  if math.type(k) == "float" and k == k // 1 and k >= -2^63 and k < 2^63 and t[k | 0] ~= j then print("wrong", k) end
end
print(math.type(next({ [2^53] = 1 })), math.type(next({ [2^63] = 1 })), math.type(next({ [-0.0] = 1 })), next({ [3.0] = 1 }))
print(pcall(rawset, {}, 0/0, 1), pcall(rawset, {}, nil, 1), ({})[0/0], pcall(next, {}, 0/0))

print("-- into the list from above, from below, from both sides")
for _, n in ipairs { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 128, 129, 1000 } do
  local down, up, odd, apart = {}, {}, {}, {}
  for i = n, 1, -1 do down[i] = i end
  for i = 1, n do up[i] = i end
  for i = 1, n, 2 do odd[i] = i end
  for i = 2, n, 2 do odd[i] = i end
  for i = 1, n do local k = (i * 7919) % n + 1 apart[k] = k end
  local function is_whole(t)
    for i = 1, n do if rawget(t, i) ~= i then return i end end
    return true
  end
  local seen = 0
  for k, v in pairs(down) do if k == v then seen = seen + 1 end end
  print(n, #down, #up, #odd, is_whole(down), is_whole(up), is_whole(odd), is_whole(apart) == (n % 7919 ~= 0), seen)
end

print("-- out of the list and back")
local q, first, last = {}, 1, 0
local function push(v) last = last + 1 q[last] = v end
local function pop() local v = q[first] q[first] = nil first = first + 1 return v end
sum = 0
for i = 1, 3000 do
  push(i)
  if i % 3 > 0 then sum = sum + pop() end
end
count = 0
for _ in pairs(q) do count = count + 1 end
print(first, last, sum, count, q[first - 1], q[first], q[last], q[last + 1])
for i = 1, 3000 do push(-i) sum = sum + pop() end
while first <= last do sum = sum + pop() end
print(sum, next(q))
for i = 1, 100 do q[i] = i end
print(#q, q[1], q[100], q[101])
for round = 1, 5 do
  for i = 1, 200 do q[i] = i end
  for i = 1, 200 do if i % 10 ~= 0 then q[i] = nil end end
  for i = 1, 30 do q["name" .. i] = i end
  for i = 1000, 1040 do q[i] = i end
  count = 0
  for k, v in pairs(q) do count = count + 1 end
  print(count, q[10], q[11], q[200], q.name30, q[1040])
  print(clear(q))
end

print("-- the list's end while it goes up and down")
local stack = {}
for i = 1, 300 do
  stack[#stack + 1] = i
  stack[#stack + 1] = -i
  stack[#stack] = nil
end
print(#stack, stack[300], stack[301])
for i = 1, 299 do stack[#stack] = nil end
print(#stack, stack[1], stack[2])
stack[1] = nil
print(#stack, next(stack))
stack[2] = 2
stack[1] = 1
print(#stack == 2, stack[2])
local sparse = {}
for i = 1, 64 do sparse[i] = i end
for i = 1, 63 do sparse[i] = nil end
sparse[64] = nil
print(#sparse, next(sparse))
sparse[64] = 64
print(#sparse == 0 or #sparse == 64, sparse[64])
sparse[64] = nil
sparse[1] = 1
print(#sparse, next(sparse))

print("-- clearing and changing while it is gone through")
for _, n in ipairs { 1, 8, 9, 100, 1000 } do
  local t = {}
  for i = 1, n do t[i] = i t["k" .. i] = i t[{}] = i t[i + 0.5] = i t[("long"):rep(20) .. i] = i end
  local seen, total = 0, 0
  for k, v in pairs(t) do
    seen = seen + 1
    total = total + v
    t[k] = nil
    if v % 3 == 0 then t[k] = v end
  end
  local left = 0
  for k, v in next, t do left = left + 1 t[k] = t[k] + 1 end
  local k, again = nil, 0
  repeat
    local key, value = next(t, k)
    if key ~= nil then again = again + 1 t[key] = nil end
    k = key
  until key == nil
  print(n, seen, total, left, again, next(t))
end
print(pcall(next, {}, "no such key"), pcall(next, { 1, 2 }, 3), pcall(next, {}, ("x"):rep(60)))
print(select("#", next({})), pcall(next, {}, {}), next({ 10 }, nil), next({ 10 }, 1))

print("-- removed keys don't keep anything alive, and are found again")
local weak = setmetatable({}, { __mode = "k" })
local finalized = 0
local holder = { fixed = 1 }
for i = 1, 50 do
  local o = setmetatable({}, { __gc = function() finalized = finalized + 1 end })
  holder[o] = i
  weak[o] = i
  holder[o] = nil
end
collectgarbage() collectgarbage()
local rest = 0
for _ in pairs(weak) do rest = rest + 1 end
print(finalized >= 49, rest <= 1, next(holder))
local values = setmetatable({}, { __mode = "v" })
local key = {}
local witness = setmetatable({}, { __mode = "k" })
do
  local k = {}
  values[k] = {}
  witness[k] = true
end
values[key] = key
for i = 1, 3 do values[i] = {} end
values[4] = key
collectgarbage() collectgarbage()
count = 0
for k, v in pairs(values) do count = count + 1 end
print(count, values[key] == key, values[1], values[4] == key, next(witness))
local set, o, p = {}, {}, {}
for i = 1, 100 do
  set[o] = i set[p] = -i
  set[o] = nil
  if i % 2 == 0 then set[p] = nil set[o] = i end
end
print(set[o], set[p])
set[o] = nil
print(next(set))
local long = ("a long key "):rep(10)
for i = 1, 100 do
  set[long .. i % 10] = i
  if i % 3 == 0 then set[long .. i % 10] = nil end
end
count = 0
for k, v in pairs(set) do count = count + v end
print(count)

print("-- insert, remove, move, unpack and concat over lists with room at their end")
for _, n in ipairs { 0, 1, 2, 7, 8, 9, 63, 64, 65 } do
  local t = {}
  for i = n, 1, -1 do t[i] = i end
  table.insert(t, 1, "first")
  table.insert(t, #t + 1, "last")
  table.insert(t, #t, "nearly")
  table.insert(t, (#t + 1) // 2, "middle")
  local whole = table.concat(t, ",")
  local removed = table.remove(t, 1) .. "," .. table.remove(t) .. "," .. table.remove(t, #t // 2 + 1)
  print(n, #whole, removed, #t, #table.concat(t, ","), select("#", table.unpack(t)))
  for i = 1, #t do table.remove(t, 1) end
  print(#t, next(t), table.remove(t), table.remove(t, #t), table.remove(t, 0))
  table.insert(t, "again")
  print(#t, t[1])
end
local moved = table.move({ 1, 2, 3, nil, 5 }, 1, 5, 3, { "a", "b" })
print(moved[1], moved[2], moved[3], moved[5], moved[6], moved[7])
print(table.unpack({ [-1] = "m", [0] = "z", "o", [3] = "t" }, -1, 3))
print(table.concat({ [5] = "e", [6] = "f", [4] = "d" }, "", 4, 6), pcall(table.concat, { 1, nil, 3 }, "", 1, 3))
local top = { [math.maxinteger] = "x", [math.maxinteger - 1] = "y", [math.mininteger] = "z" }
print(table.unpack(top, math.maxinteger - 1, math.maxinteger))
print(table.concat(top, "", math.maxinteger - 1), pcall(table.insert, top, 5, 1), #top)
table.move(top, math.maxinteger - 1, math.maxinteger, 1)
print(top[1], top[2], #top)

-- §2.1: tables whose items move on: queues, sliding windows, sparse arrays.
local queue, first, last = {}, 1, 0
local sum = 0
for i = 1, 5000 do
  last = last + 1
  queue[last] = i
  if last - first >= 10 then sum = sum + queue[first] queue[first] = nil first = first + 1 end
end
local keys = {}
for key in pairs(queue) do keys[#keys + 1] = key end
table.sort(keys)
print(sum, first, last, queue[first], queue[last], queue[first - 1], queue[last + 1], #keys, keys[1], keys[#keys])

-- The start stays, the middle goes.
local t = {}
for i = 1, 1000 do t[i] = i if i > 20 then t[i - 10] = nil end end
local count, total = 0, 0
for k, v in pairs(t) do count, total = count + 1, total + v assert(k == v) end
print(count, total, t[10], t[11], t[500], t[990], t[991], t[1000], t[1001])
for i = 11, 990 do t[i] = i end
print(#t, t[11], t[990], select("#", table.unpack(t, 1, 100)))

-- Filled from its end, emptied from its end, filled again.
local stack = {}
for round = 1, 3 do
  for i = 200, 1, -1 do stack[i] = i * round end
  print(#stack, stack[1], stack[200])
  for i = 200, 11, -1 do stack[i] = nil end
  print(#stack, stack[10], stack[11])
end
for i = 11, 300 do stack[i] = i end
print(#stack, next(stack))

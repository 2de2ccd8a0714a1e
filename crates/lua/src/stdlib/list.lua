-- What `table` does with tables that have `__index`, `__newindex` or `__len`. The arguments have been checked.
-- Its functions stand in no traceback, and their errors are at their caller.
local length_of, sort, concat, unpack, ult, type = ...
local list = {}

local function length(t)
  return length_of(#t)
end

function list.insert(t, count, at, value)
  local last = length(t) + 1
  if count == 2 then
    t[last] = at
    return
  end
  if not ult(at - 1, last) then
    error("bad argument #2 to 'insert' (position out of bounds)")
  end
  for i = last, at + 1, -1 do
    t[i] = t[i - 1]
  end
  t[at] = value
end

function list.remove(t, at)
  local size = length(t)
  at = at or size
  if at ~= size and ult(size, at - 1) then
    error("bad argument #1 to 'remove' (position out of bounds)")
  end
  local removed = t[at]
  for i = at, size - 1 do
    t[i] = t[i + 1]
  end
  t[at > size and at or size] = nil
  return removed
end

function list.move(from, first, last, at, to)
  if at > last or at <= first or from ~= to then
    for i = 0, last - first do
      to[at + i] = from[first + i]
    end
  else
    for i = last - first, 0, -1 do
      to[at + i] = from[first + i]
    end
  end
  return to
end

function list.concat(t, separator, first, last)
  local texts = {}
  last = last or length(t)
  for i = first, last do
    local text = t[i]
    local kind = type(text)
    texts[i] = text
    if kind ~= "string" and kind ~= "number" then
      return concat(texts, separator, i, i)
    end
  end
  return concat(texts, separator, first, last)
end

function list.unpack(t, first, last)
  local values = {}
  last = last or length(t)
  if first > last then
    return
  end
  local count = last - first
  if not ult(count, 999000) then
    error("too many results to unpack")
  end
  for i = 0, count do
    values[i] = t[first + i]
  end
  return unpack(values, 0, count)
end

function list.sort(t, order)
  local values, size = {}, length(t)
  if size >= 0x7FFFFFFF then
    error("bad argument #1 to 'sort' (array too big)")
  end
  for i = 1, size do
    values[i] = t[i]
  end
  sort(values, order, size)
  for i = 1, size do
    t[i] = values[i]
  end
end

return list

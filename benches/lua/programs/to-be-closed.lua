-- Variables that are closed at the end of their block, by a return and by an error.
local depth, opened, closed = 0, 0, 0
local Guard = {}
Guard.__index = Guard
function Guard.__close(guard, problem)
  depth, closed = depth - 1, closed + (problem and guard.size * 2 or guard.size)
end
local function guard(size)
  depth, opened = depth + 1, opened + 1
  return setmetatable({ size = size }, Guard)
end
local function nested(n)
  local outer <close> = guard(1)
  do
    local inner <close> = guard(2)
    if n % 7 == 0 then error("seven") end
  end
  return n
end
local sum = 0
for i = 1, 60000 do
  local held <close> = guard(3)
  if i % 4 == 0 then
    local ok, value = pcall(nested, i)
    if ok then sum = sum + value end
  else
    sum = sum + i
  end
end
assert(depth == 0 and opened == 90000 and closed == 231426 and sum == 1735765716,
   opened .. " " .. closed .. " " .. sum)

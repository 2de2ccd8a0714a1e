-- All ways to place eight queens.
local n, solutions = 8, 0
local columns, up, down = {}, {}, {}
local function place(row)
  if row > n then
    solutions = solutions + 1
    return
  end
  for column = 1, n do
    if not columns[column] and not up[row + column] and not down[row - column + n] then
      columns[column], up[row + column], down[row - column + n] = true, true, true
      place(row + 1)
      columns[column], up[row + column], down[row - column + n] = false, false, false
    end
  end
end
for _ = 1, 20 do place(1) end
assert(solutions == 20 * 92)

-- A sort written in Lua: swaps in an array, recursion.
local function quicksort(list, low, high)
  while low < high do
    local pivot = list[(low + high) // 2]
    local i, j = low, high
    while i <= j do
      while list[i] < pivot do i = i + 1 end
      while list[j] > pivot do j = j - 1 end
      if i <= j then
        list[i], list[j] = list[j], list[i]
        i, j = i + 1, j - 1
      end
    end
    quicksort(list, low, j)
    low = i
  end
end
local list, seed = {}, 42
for i = 1, 100000 do
  seed = (seed * 16807) % 2147483647
  list[i] = seed
end
quicksort(list, 1, #list)
for i = 2, #list do assert(list[i - 1] <= list[i]) end

-- expect: timeout or out_of_memory
local names = {} for i = 1, 190 do names[i] = "a" .. i end
local d = load("local function d(n) local " .. table.concat(names, ",") .. " if n > 0 then return 1 + d(n - 1) end return 0 end return d")()
local keep = {}
while true do
  local co = coroutine.wrap(function() d(4600) coroutine.yield() end)
  co()
  keep[#keep + 1] = co
end

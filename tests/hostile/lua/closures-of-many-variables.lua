-- expect: timeout or out_of_memory
local names, kept = {}, {}
for i = 1, 100 do names[i] = "a" .. i end
local names = table.concat(names, ",")
local make = load("local " .. names .. " = ... return function() return function() return " .. names .. " end end")(1)
while true do kept[#kept + 1] = make() end

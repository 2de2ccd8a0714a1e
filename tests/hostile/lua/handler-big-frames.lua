-- expect: ok
-- prints: false	true	1
local names = {} for i = 1, 190 do names[i] = "a" .. i end
local d = load("local function d(n) local " .. table.concat(names, ",") .. " return 1 + d(n + 1) end return d")()
local n = 0
local ok, m = xpcall(d, function(m) n = n + 1 return (m:gsub("^.*: ", "")) end, 0)
print(ok, m == "stack overflow", n)

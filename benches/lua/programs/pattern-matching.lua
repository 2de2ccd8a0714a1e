-- find, match and gmatch.
local log = {}
for i = 1, 200 do
  log[i] = "2024-01-" .. (i % 28 + 1) .. " 12:34:56 [info] user=" .. i .. " took " .. i * 3 .. " ms"
end
local users, time, words = 0, 0, 0
for round = 1, 60 do
  for _, line in ipairs(log) do
    local user, ms = line:match("user=(%d+) took (%d+) ms")
    users, time = users + tonumber(user), time + tonumber(ms)
    if line:find("%[info%]") then words = words + 1 end
    for word in line:gmatch("%a+") do words = words + #word end
  end
end
assert(users == 60 * 20100 and time == 60 * 60300 and words == 180000, words)

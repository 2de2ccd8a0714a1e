-- expect: ok or timeout
local tables, mode, key = {}, { __mode = "k" }, {}
local first = key
for i = 1, 20000 do
  local link = {}
  table.insert(tables, 1, setmetatable({ [key] = link }, mode))
  key = link
end
collectgarbage()

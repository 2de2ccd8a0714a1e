-- expect: timeout
pcall(function()
  local c <close> = setmetatable({}, { __close = function() while true do pcall(error) end end })
  while true do end
end)
print("escaped")

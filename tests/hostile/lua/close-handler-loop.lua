-- expect: timeout
-- line: 4
do
  local c <close> = setmetatable({}, { __close = function() while true do end end })
end

-- expect: timeout
do
  ::top::
  local c <close> = setmetatable({}, { __close = function() end })
  goto top
end

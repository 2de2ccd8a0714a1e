-- expect: out_of_memory or timeout or runtime
local s = "--" .. ("x"):rep(1 << 19)
local function read()
  local given
  return function() if not given then given = true return s end load(read()) end
end
load(read())

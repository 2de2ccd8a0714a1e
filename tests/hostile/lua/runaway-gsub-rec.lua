-- expect: timeout or out_of_memory or runtime
local s s = function() return (("abc"):gsub(".", function() local ok, e = pcall(s) error(e) end)) end
s()

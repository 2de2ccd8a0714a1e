-- expect: timeout or runtime
local s = ("b"):rep(8 << 20)
print(select("#", string.unpack(s, s)))

-- expect: timeout
-- line: 3
while true do for _ in ("abc"):gmatch(".") do end end

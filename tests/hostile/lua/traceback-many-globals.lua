-- expect: timeout
for i = 1, 20000 do _ENV["g" .. i] = i end
while true do debug.traceback("x") end

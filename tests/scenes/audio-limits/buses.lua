local ok, why
for i = 1, 40 do ok, why = pcall(audio.set_bus_volume, "bus" .. i, 1) end
print(ok, (why:gsub("^buses.lua:%d+:%s*", "")))

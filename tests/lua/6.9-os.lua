-- §6.9: os, in UTC (regenerate.sh sets TZ).
local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ -~]", function(byte) return "\\" .. byte:byte() end) .. '"'
  end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return type(value)
end

local function case(label, run)
  local results = table.pack(pcall(run))
  local shown = {}
  for index = 2, results.n do shown[#shown + 1] = show(results[index]) end
  print(label .. (results[1] and ": " or " ! ") .. table.concat(shown, ", "))
end

case("time of a table", function() return os.time({ year = 2024, month = 2, day = 29, hour = 12, min = 30, sec = 15 }), os.time({ year = 1970, month = 1, day = 1, hour = 0 }), os.time({ year = 2000, month = 1, day = 1 }) end)
case("time normalises", function() local t = { year = 2024, month = 14, day = -3, hour = 25, min = 61, sec = 61 } local s = os.time(t) return s, t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday end)
case("time before 1970", function() return os.time({ year = 1969, month = 12, day = 31, hour = 23, min = 59, sec = 58 }), os.time({ year = 1900, month = 1, day = 1, hour = 0 }) end)
case("time far away", function() return os.time({ year = 9999, month = 12, day = 31, hour = 23, min = 59, sec = 59 }), os.time({ year = 2038, month = 1, day = 19, hour = 3, min = 14, sec = 8 }) end)
case("time of strings", function() return os.time({ year = "2024", month = "01", day = "2", hour = "0" }) end)
case("time without day", function() os.time({ year = 2024, month = 1 }) end)
case("time without year", function() os.time({ month = 1, day = 1 }) end)
case("time with a fraction", function() os.time({ year = 2024, month = 1, day = 1.5 }) end)
case("time with a word", function() os.time({ year = 2024, month = "x", day = 1 }) end)
case("time out of range", function() os.time({ year = 2024, month = 1 << 40, day = 1 }) end)
case("time of a number", function() os.time(5) end)
case("time now", function() return math.type(os.time()), os.time() >= 0 end)
case("date *t", function() local d = os.date("!*t", 1709210415) return d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst end)
case("date *t at the epoch", function() local d = os.date("!*t", 0) return d.year, d.month, d.day, d.hour, d.min, d.sec, d.wday, d.yday, d.isdst end)
case("date before the epoch", function() return os.date("!%Y-%m-%d %H:%M:%S", -1), os.date("!%Y", -2208988800) end)
case("date and time", function() return os.date("!%Y-%m-%d %H:%M:%S", 1709210415), os.date("!%y %j %p %I", 1709210415) end)
case("date names", function() return os.date("!%a %A %b %B", 1709210415), os.date("!%h", 1709210415) end)
case("date compositions", function() return os.date("!%c", 1709210415), os.date("!%x %X", 1709210415), os.date("!%D %F %T %R %r", 1709210415) end)
case("date weeks", function() return os.date("!%u %w %U %W %V %G %g", 1709210415), os.date("!%V %G %g", 1704067199), os.date("!%U %W", 1704067200) end)
case("date others", function() return os.date("!%C %e %n%t %%", 1709210415), os.date("!%Z", 0), os.date("!%z", 0) end)
case("date without format", function() return os.date("!", 0), os.date("!%c", 0) end)
case("date in local time is UTC here", function() return os.date("%Y-%m-%d %H:%M:%S", 1709210415), os.date("%H", 0) end)
case("date with text", function() return os.date("!year %Y!", 0) end)
case("date with a wrong directive", function() os.date("!%Ez", 0) end)
case("date with an unknown directive", function() os.date("!%Q", 0) end)
case("date with % at the end", function() os.date("!%", 0) end)
case("date of a float time", function() return os.date("!%S", 5.0) end)
case("date of a fraction", function() os.date("!%S", 5.5) end)
case("date round trip", function() local d = os.date("!*t", 1700000000) return os.time(d) end)
case("leap years", function() local out = {} for _, y in ipairs { 1900, 2000, 2023, 2024, 2100 } do out[#out + 1] = os.date("!%j", os.time({ year = y, month = 12, day = 31 })) end return table.concat(out, " ") end)
case("difftime", function() return os.difftime(10, 4), os.difftime(4, 10), math.type(os.difftime(1, 0)) end)
case("difftime without argument", function() os.difftime() end)
case("clock", function() return math.type(os.clock()), os.clock() >= 0 end)

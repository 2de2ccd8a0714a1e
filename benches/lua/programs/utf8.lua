-- Text in UTF-8: characters that are walked, counted, cut and put together again.
local text = ("Grüße, Ωμέγα — 日本語のテキスト, naïve café 🙂 and plain words. "):rep(20)
local length, points, wide, offsets = 0, 0, 0, 0
for _ = 1, 60 do
  length = length + utf8.len(text)
  for position, code in utf8.codes(text) do
    points = points + code % 7
    if code > 127 then wide = wide + 1 end
    if position % 64 == 0 then offsets = offsets + utf8.codepoint(text, position) end
  end
  for i = 1, utf8.len(text), 25 do
    local from, to = utf8.offset(text, i), utf8.offset(text, i + 1)
    offsets = offsets + from + #text:sub(from, to - 1)
  end
end
local made = {}
for i = 1, 20000 do made[#made + 1] = utf8.char(65 + i % 26, 0x3B1 + i % 24, 0x1F600 + i % 60) end
local all = table.concat(made)
for char in all:gmatch(utf8.charpattern) do points = points + #char end
assert(utf8.len(all) == 60000 and length == 66000 and points == 346400 and wide == 22800 and offsets == 13048140,
  length .. " " .. points .. " " .. wide .. " " .. offsets)

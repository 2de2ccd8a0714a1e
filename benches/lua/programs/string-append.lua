-- A string that grows by a character at a time.
local text, count = "", 0
for i = 1, 1000 do
  text = ""
  for j = 1, 300 do text = text .. "x" end
  count = count + #text
end
assert(count == 300000)

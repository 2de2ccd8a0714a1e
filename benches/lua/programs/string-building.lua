-- Strings that are made from numbers and pieces, and joined.
local parts = {}
for i = 1, 60000 do
  parts[#parts + 1] = "item " .. i .. ": " .. (i * 2) .. ";"
end
local text = table.concat(parts, "\n")
assert(#text == 1133343, #text)
assert(text:sub(1, 10) == "item 1: 2;")

-- §6.4, §6.6, §6.7: arguments that are no tables, no numbers, no strings.
local function try(f, ...) print(pcall(f, ...)) end
try(table.unpack, "a")
try(table.unpack, "abc", 1, 2)
try(table.unpack, nil)
try(table.unpack, print)
try(table.unpack, 5)
try(table.unpack)
try(math.max)
try(math.max, {}, 1)
try(math.max, "10", "9")
try(math.min, "10", "9")
try(math.max, 1, "2")
try(math.max, 1)
try(math.max, nil)
try(math.max, 3, 1.5, 2)
try(math.min, 3, 1.5, 1.5)
local ordered = { __lt = function(a, b) return a.n < b.n end }
local function n(value) return setmetatable({ n = value }, ordered) end
print(math.max(n(1), n(3), n(2)).n, math.min(n(2), n(1), n(3)).n)
for _, text in ipairs({
  "for i = {}, 1 do end", "for i = 1, {} do end", "for i = 1, 2, {} do end", "for i = 1, 2, 0 do end", "for i = 1.5, 'x' do end",
  "for i = setmetatable({}, { __name = 'Named' }), 1 do end", "for i = '1', 3 do io.write(i, ' ') end", "for i = 1, '3' do io.write(i, ' ') end",
  "for i = 1, 3, '1' do io.write(i, ' ') end", "for i = 3, '1.5', -1 do io.write(i, ' ') end",
}) do
  print(pcall(load(text, "=for")))
end
try(string.gsub, "abc", "(", "-")
try(string.gsub, "abc", "(b", "-")
try(string.gsub, "abc", "(b", "%1")
try(string.gsub, "abc", "(b", "%0")
try(string.gsub, "abc", "(b", print)
try(string.gsub, "abc", "(b", {})
try(string.find, "abc", "(b")
try(string.match, "abc", "(b")
try(string.gsub, "abc", "(a)(b", "%2")
try(string.gsub, "abc", "a", "%2")

-- expect: ok
-- prints: nil
for _, open in ipairs { "(", "{", "f(", "a[", "{a=", "function() ", "do ", "if x then ", "- ", "not ", "2^", "a..(", "while x do ", "repeat " } do
  for _, start in ipairs { "", "return " } do
    for _, n in ipairs { 190, 201, 5000 } do load(start .. open:rep(n)) end
  end
end
print(load(("("):rep(100000)) and "loaded")

-- Global variables and functions of the library, as beginners' scripts use them.
score, level = 0, 1
function add_points(n)
  score = score + math.floor(n * level / 2)
  if score > 1000000 then score = math.max(0, score - 1000000) end
end
for i = 1, 600000 do
  add_points(i % 10)
end
assert(score == 200000, score)

-- Two coroutines that play ping-pong.
local function player(count)
  return coroutine.create(function(ball)
    for _ = 1, count do ball = coroutine.yield(ball + 1) end
    return ball
  end)
end
local rounds = 150000
local a, b = player(rounds), player(rounds)
local ball, ok = 0, true
for _ = 1, rounds do
  ok, ball = coroutine.resume(a, ball)
  ok, ball = coroutine.resume(b, ball)
end
assert(ok and ball == 2 * rounds)

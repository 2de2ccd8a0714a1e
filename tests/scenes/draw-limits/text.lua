-- A few calls of very long text.
local text = ("x"):rep(10000)
function on_update()
  for i = 1, 1000 do draw.text(text, vec2(0, 0)) end
end

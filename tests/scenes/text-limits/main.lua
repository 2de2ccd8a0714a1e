-- Ten thousand texts, and very long ones: what is too much isn't drawn, and is said once.
local texts = {}
for i = 1, 9000 do texts[i] = world.spawn { Text = { text = "a label of more than ten letters " .. i } } end
local long = world.spawn { Text = { text = ("x"):rep(10000), visible = false } }

function on_update()
  if time.frame() == 2 then
    for _, e in ipairs(texts) do e:set_component("Text", { text = "" }) end
    long:set_component("Text", { visible = true })
  end
  if time.frame() == 3 then
    for i = 1, 20 do texts[i]:set_component("Text", { text = (" "):rep(10000) }) end
  end
  if time.frame() == 4 then print(#world.query { "Text" }) end
end

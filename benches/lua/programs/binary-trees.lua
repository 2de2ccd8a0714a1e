-- Trees that are built, walked and thrown away.
local function build(depth)
  if depth == 0 then return {} end
  return { left = build(depth - 1), right = build(depth - 1) }
end
local function count(tree)
  if not tree.left then return 1 end
  return 1 + count(tree.left) + count(tree.right)
end
local total = 0
local kept = build(12)
for _ = 1, 60 do total = total + count(build(11)) end
assert(total == 60 * 4095 and count(kept) == 8191)

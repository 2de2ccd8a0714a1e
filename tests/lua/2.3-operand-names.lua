-- §2.3: the names of operands in messages.
local text <const> = "constant text"
local number <const> = 5
local shifted <const> = 1 << 3
local plain, nothing = 7, nil
local t = { field = 1, deep = {} }
local function try(f) print(select(2, pcall(f))) end
local key = "key"
try(function() return (t.missing).x end)
try(function() return (t.missing) + 1 end)
try(function() return ("text") | 1 end)
try(function() return text | 1 end)
try(function() return 1 & text end)
try(function() return number.x.y end)
try(function() number.x = 1 end)
try(function() shifted.x = 1 end)
try(function() return #plain end)
try(function() plain.x = 1 end)
try(function() return plain.x.y end)
try(function() return t[1].x end)
try(function() return t[256].x end)
try(function() return t[key].x end)
try(function() return t["spelt"].x end)
try(function() return t.deep[number].x end)
try(function() return t[text].x end)
try(function() return t[1.5] + 1 end)
try(function() return t[true] .. "" end)
try(function() return _ENV.unset.x end)
try(function() return _ENV["unset"] + 1 end)
try(function() return (unset or nil).x end)
try(function() return (t and t.missing).x end)
try(function() return (nothing).x end)
try(function() return -t.deep end)
try(function() return -("x") end)
try(function() return #(nothing) end)
try(function() return ~1.5 end)
try(function() return t.field.x.y end)
try(function() return t:missing() end)
try(function() return ("x"):missing() end)
try(function() return (unset)() end)
try(function() return t.deep.missing() end)
try(function() return t.deep[1]() end)
try(function() return nothing .. "x" end)
try(function() return "x" .. t.deep .. "y" end)
try(function() return 2 ^ nothing end)
try(function() return nothing // 2 end)
try(function() return "a\0b" | 1 end)
try(function() local _ENV = {} return unset.x end)
try(function() local _ENV <const> = {} return unset.x end)

-- What the compiler knows has no name: `not` of a constant, but not of what is made at run time.
local none <const> = not nil
local word <const> = not "a"
local twice <const> = not not nil
local other <const> = not {}
try(function() return -none end)
try(function() return word + 1 end)
try(function() return twice.x.y end)
try(function() return -other end)

-- Of a choice whose condition the compiler knows, only what is chosen is left.
local up = true
try(function() return ((255 and 0x7f) and unset) + 1 end)
try(function() return (false or up) + 1 end)
try(function() return (nil or t.missing).x end)
try(function() return -("a" and t.deep) end)
try(function() return (nil and up) + 1 end)
try(function() return (1 or up) .. {} end)
try(function() return (up and t.missing).x end)
try(function() local l return (true and l).x end)
local chosen <const> = 1 and false
try(function() return -chosen end)
try(function() return ((1 and 2) + 3).x end)
try(function() return ((up or 1) and t.missing) + 1 end)
try(function() return ((up and nil) or t.missing) + 1 end)
try(function() return ((up and 1) and t.missing) + 1 end)
try(function() return ((up or false) and t[7]) + 1 end)
try(function() return (((up or 1) and 2) and t[7]) + 1 end)
try(function() return (((up and nil) or false) or t[7]) + 1 end)
try(function() return (not (up and false) and t[7]) + 1 end)
try(function() return (not (up or "") or t[7]) + 1 end)
try(function() return (not (up and 1) or t[7]) + 1 end)

-- What a variable that never changes holds is known to us and not to the reference, unless it is a constant of constants.
do
  local half = 2
  local quarter <const> = half >> 1
  local copy <const> = half
  local first <const>, last <const> = 1, 2
  local one <const>, none <const> = 1
  local word <const> = "word"
  local same <const> = word
  try(function() return quarter.x.y end)
  try(function() return copy() end)
  try(function() return (half and t.missing) + 1 end)
  try(function() return ((half + 1) and t.missing) + 1 end)
  try(function() return (quarter and t.missing) + 1 end)
  try(function() return first.x.y end)
  try(function() return last.x.y end)
  try(function() return one.x.y end)
  try(function() return none.x.y end)
  try(function() return t[half].x end)
  try(function() return t[last].x end)
  try(function() return t[same].x end)
  try(function() return same.x.y end)
end

-- However many brackets stand around what is known.
local deep <const> = ((((((((((-2) // -1) // 2) // 7) + 1) * 2) - 3) | 4) ~ 1) & 7)
try(function() deep.x = 1 end)
try(function() return (((((((((((("x")))))))))))) + 1 end)
local infinite <const> = -((-1 / 0) ^ 1)
try(function() return infinite.x.y end)

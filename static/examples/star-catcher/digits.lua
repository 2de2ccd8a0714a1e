-- A number made of cubes, seven to a digit, as on an alarm clock.
local digits = {}
digits.__index = digits

-- Which bars are lit: top, upper left, upper right, middle, lower left, lower right, bottom.
local lit = {
  [0] = "1110111", [1] = "0010010", [2] = "1011101", [3] = "1011011", [4] = "0111010",
  [5] = "1101011", [6] = "1101111", [7] = "1010010", [8] = "1111111", [9] = "1111011",
}
local bars = {
  { vec3(0, 1, 0), true }, { vec3(-0.5, 0.5, 0), false }, { vec3(0.5, 0.5, 0), false }, { vec3(0, 0, 0), true },
  { vec3(-0.5, -0.5, 0), false }, { vec3(0.5, -0.5, 0), false }, { vec3(0, -1, 0), true },
}

function digits.new(place, paint)
  local self = setmetatable({ cubes = {} }, digits)
  for digit = 1, 3 do
    for i, bar in ipairs(bars) do
      local at, is_level = bar[1], bar[2]
      self.cubes[#self.cubes + 1] = world.spawn {
        shape = "cube",
        position = place + vec3((digit - 2) * 1.5, 0, 0) + at * 0.8,
        scale = is_level and vec3(0.62, 0.16, 0.16) or vec3(0.16, 0.62, 0.16),
        Material = { color = paint, emissive = 0.8 },
      }
    end
  end
  return self
end

function digits:show(number)
  local text = string.format("%03d", math.min(number, 999))
  for digit = 1, 3 do
    local pattern = lit[tonumber(text:sub(digit, digit))]
    for i = 1, 7 do
      local mesh = self.cubes[(digit - 1) * 7 + i]:get_component("Mesh")
      mesh.visible = pattern:sub(i, i) == "1"
      self.cubes[(digit - 1) * 7 + i]:set_component("Mesh", mesh)
    end
  end
end

return digits

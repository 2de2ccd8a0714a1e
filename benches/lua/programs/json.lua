-- JSON: encode and decode, as games keep their state.
local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n" }
local function encode(value, out)
  local kind = type(value)
  if kind == "table" then
    if #value > 0 then
      out[#out + 1] = "["
      for i, item in ipairs(value) do
        if i > 1 then out[#out + 1] = "," end
        encode(item, out)
      end
      out[#out + 1] = "]"
    else
      out[#out + 1] = "{"
      local first = true
      for key, item in pairs(value) do
        if not first then out[#out + 1] = "," end
        first = false
        out[#out + 1] = '"' .. key .. '":'
        encode(item, out)
      end
      out[#out + 1] = "}"
    end
  elseif kind == "string" then
    out[#out + 1] = '"' .. value:gsub('[%c"\\]', escapes) .. '"'
  else
    out[#out + 1] = tostring(value)
  end
end
local decode
local function skip(text, at)
  return text:find("%S", at)
end
local function decode_string(text, at)
  local last = text:find('"', at + 1, true)
  return text:sub(at + 1, last - 1), last + 1
end
function decode(text, at)
  at = skip(text, at)
  local c = text:sub(at, at)
  if c == "{" then
    local object = {}
    at = skip(text, at + 1)
    while text:sub(at, at) ~= "}" do
      local key
      key, at = decode_string(text, at)
      at = skip(text, at)
      object[key], at = decode(text, at + 1)
      at = skip(text, at)
      if text:sub(at, at) == "," then at = skip(text, at + 1) end
    end
    return object, at + 1
  elseif c == "[" then
    local list = {}
    at = skip(text, at + 1)
    while text:sub(at, at) ~= "]" do
      list[#list + 1], at = decode(text, at)
      at = skip(text, at)
      if text:sub(at, at) == "," then at = at + 1 end
    end
    return list, at + 1
  elseif c == '"' then
    return decode_string(text, at)
  end
  local word = text:match("^[%w%.%-+]+", at)
  at = at + #word
  if word == "true" then return true, at end
  if word == "false" then return false, at end
  return tonumber(word), at
end
local enemies = {}
for i = 1, 60 do
  enemies[i] = { id = i, name = "enemy " .. i, position = { i, i * 2, i * 3 }, alive = i % 2 == 0, health = i / 4 }
end
local state, total = { level = 3, title = "deep \"caves\"", enemies = enemies }, 0
state.title = "deep caves"
for _ = 1, 60 do
  local out = {}
  encode(state, out)
  local copy = decode(table.concat(out), 1)
  total = total + #copy.enemies + copy.enemies[10].position[3] + copy.level
  assert(copy.enemies[4].alive == true and copy.enemies[5].name == "enemy 5" and copy.enemies[6].health == 1.5)
end
assert(total == 60 * 93)

-- A JSON text read into objects of classes, character by character.
local Json = {}
Json.__index = Json
function Json:is_object() return false end
function Json:is_array() return false end
function Json:total() return 0 end
local function class(parent)
  local made = setmetatable({}, { __index = parent })
  made.__index = made
  return made
end
local Number, Text, Literal, Array, Object = class(Json), class(Json), class(Json), class(Json), class(Json)
function Number.new(value) return setmetatable({ value = value }, Number) end
function Number:total() return self.value end
function Text.new(value) return setmetatable({ value = value }, Text) end
function Text:total() return #self.value end
function Literal.new(value) return setmetatable({ value = value }, Literal) end
function Array.new() return setmetatable({ items = {}, size = 0 }, Array) end
function Array:is_array() return true end
function Array:add(value)
  self.size = self.size + 1
  self.items[self.size] = value
end
function Array:total()
  local sum = 0
  for i = 1, self.size do sum = sum + self.items[i]:total() end
  return sum
end
function Object.new() return setmetatable({ names = {}, values = {}, size = 0 }, Object) end
function Object:is_object() return true end
function Object:add(name, value)
  self.size = self.size + 1
  self.names[self.size], self.values[self.size] = name, value
end
function Object:get(name)
  for i = 1, self.size do
    if self.names[i] == name then return self.values[i] end
  end
  return nil
end
function Object:total()
  local sum = 0
  for i = 1, self.size do sum = sum + #self.names[i] + self.values[i]:total() end
  return sum
end

local Parser = {}
Parser.__index = Parser
function Parser.new(text) return setmetatable({ text = text, at = 0, current = nil, start = nil, line = 1 }, Parser) end
function Parser:read()
  if self.current == "\n" then self.line = self.line + 1 end
  self.at = self.at + 1
  if self.at <= #self.text then
    self.current = self.text:sub(self.at, self.at)
  else
    self.current = nil
  end
end
function Parser:is_space() return self.current == " " or self.current == "\n" or self.current == "\t" or self.current == "\r" end
function Parser:is_digit() return self.current ~= nil and self.current >= "0" and self.current <= "9" end
function Parser:skip() while self:is_space() do self:read() end end
function Parser:accept(char)
  if self.current ~= char then return false end
  self:read()
  return true
end
function Parser:expect(char) if not self:accept(char) then error("expected " .. char .. " in line " .. self.line) end end
function Parser:parse()
  self:read()
  self:skip()
  local result = self:value()
  self:skip()
  if self.current then error("unexpected " .. self.current) end
  return result
end
function Parser:value()
  local current = self.current
  if current == "{" then return self:object() end
  if current == "[" then return self:array() end
  if current == '"' then return Text.new(self:string()) end
  if current == "t" then return self:word("true", true) end
  if current == "f" then return self:word("false", false) end
  if current == "n" then return self:word("null", nil) end
  return self:number()
end
function Parser:word(word, value)
  for i = 1, #word do self:expect(word:sub(i, i)) end
  return Literal.new(value)
end
function Parser:string()
  self:expect('"')
  local start, parts = self.at, nil
  while self.current ~= '"' do
    if self.current == "\\" then
      parts = (parts or "") .. self.text:sub(start, self.at - 1)
      self:read()
      if self.current == "n" then
        parts, start = parts .. "\n", self.at + 1
      else
        start = self.at
      end
    end
    self:read()
  end
  local text = self.text:sub(start, self.at - 1)
  self:read()
  return parts and parts .. text or text
end
function Parser:number()
  local start = self.at
  self:accept("-")
  while self:is_digit() do self:read() end
  if self:accept(".") then
    while self:is_digit() do self:read() end
  end
  return Number.new(tonumber(self.text:sub(start, self.at - 1)))
end
function Parser:array()
  local array = Array.new()
  self:read()
  self:skip()
  if self:accept("]") then return array end
  repeat
    self:skip()
    array:add(self:value())
    self:skip()
  until not self:accept(",")
  self:expect("]")
  return array
end
function Parser:object()
  local object = Object.new()
  self:read()
  self:skip()
  if self:accept("}") then return object end
  repeat
    self:skip()
    local name = self:string()
    self:skip()
    self:expect(":")
    self:skip()
    object:add(name, self:value())
    self:skip()
  until not self:accept(",")
  self:expect("}")
  return object
end

local parts = {}
for i = 1, 150 do
  parts[i] = string.format(
    '{ "id": %d, "name": "item \\"%d\\"", "price": %.2f, "tags": ["new", "a\\nb", null, %s], "place": { "row": %d, "shelf": -%d } }',
    i, i * 7, i * 1.25, i % 2 == 0 and "true" or "false", i % 10, i % 3
  )
end
local text = "[\n  " .. table.concat(parts, ",\n  ") .. "\n]\n"
local sum = 0
for _ = 1, 4 do
  local parser = Parser.new(text)
  local result = parser:parse()
  assert(result:is_array() and result.size == 150 and parser.line == 153, parser.line)
  local item = result.items[12]
  assert(item:is_object() and item:get("name").value == 'item "84"' and item:get("tags").items[2].value == "a\nb")
  sum = sum + result:total()
end
assert(sum == 130397, sum)

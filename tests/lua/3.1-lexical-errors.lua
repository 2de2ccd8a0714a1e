-- §3.1: lexical errors, as load reports them.
local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ -~]", function(byte) return "\\" .. byte:byte() end) .. '"'
  end
  if type(value) == "number" or type(value) == "boolean" or value == nil then return tostring(value) end
  return type(value)
end

local function case(label, run)
  local results = table.pack(pcall(run))
  local shown = {}
  for index = 2, results.n do shown[#shown + 1] = show(results[index]) end
  print(label .. (results[1] and ": " or " ! ") .. table.concat(shown, ", "))
end

local function bad(label, text) case(label, function() return load(text, "=s") end) end

bad("unfinished string", 'x = "abc')
bad("unfinished string at a line end", 'x = "abc\n"')
bad("unfinished string in single quotes", "x = 'abc")
bad("unfinished string after an escape", 'x = "abc\\')
bad("unfinished long string", "x = [[abc\ndef")
bad("unfinished long string with level", "x = [==[abc]=]")
bad("unfinished long comment", "--[[ abc\n\n")
bad("invalid long string delimiter", "x = [=abc")
bad("invalid long string delimiter at the end", "x = [==")
bad("invalid escape", '"abc\\q"')
bad("invalid escape of a letter with more", '"a\\pb\\n"')
bad("decimal escape too large", '"\\256"')
bad("decimal escape too large with more", '"x\\999y"')
bad("hexadecimal digit expected", '"\\xag"')
bad("hexadecimal digit expected at the end", '"\\x"')
bad("missing { in \\u", '"\\u41"')
bad("missing } in \\u", '"\\u{41"')
bad("no digits in \\u", '"\\u{}"')
bad("\\u too large", '"\\u{80000000}"')
bad("\\u with a wrong digit", '"\\u{4g}"')
bad("malformed number 3x", "x = 3x")
bad("malformed number 1e", "x = 1e")
bad("malformed number 1e+", "x = 1e+ 2")
bad("malformed number 0x", "x = 0x")
bad("malformed number 0xg", "x = 0xg")
bad("malformed number 0x1p", "x = 0x1p")
bad("malformed number 1..2", "x = 1..2")
bad("malformed number 1.2.3", "x = 1.2.3")
bad("malformed number 08a", "x = 08a")
bad("malformed number 1_000", "x = 1_000")
bad("unexpected character @", "x = @")
bad("unexpected character !", "x = 1 != 2")
bad("unexpected character ?", "?")
bad("unexpected character $ at statement", "$x = 1")
bad("unexpected control character", "x = \1")
bad("unexpected byte", "x = \200")
bad("backslash outside of a string", "x = \\n")
bad("backquote", "x = `a`")
bad("line numbers after long strings", "x = [[\n\n\n]] $")
bad("line numbers after escaped newlines", "x = 'a\\\nb' $")
bad("line numbers after comments", "--[[\n\n]]\n-- x\n $")

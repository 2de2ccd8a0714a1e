# a line for a shell
-- §7, §6.1: a byte order mark and a first line with `#` belong to a file, and to no other text.
package.path = "modules/?.lua"
print(debug.getinfo(1, "l").currentline)
print(require("marked"), require("markedscript"))
print(dofile("modules/marked.lua"), loadfile("modules/markedscript.lua")())
print(load("\xEF\xBB\xBFreturn 1", "=text"))
print(load("#\nreturn 1", "=text"))
print(pcall(dofile, "modules/markedtwice.lua"))
print(select(2, pcall(require, "markedbroken")):match("modules/markedbroken.lua:%d+:.*"))

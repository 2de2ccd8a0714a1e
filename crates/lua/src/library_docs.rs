//! What Lua's own library has, a line each, for completion and hovers. What scripts can't use (files, processes) is left out.
//! `tests/library_docs.rs` compares it with the globals that there are.

use luminara_script::LibraryEntry;

const fn function(
    name: &'static str,
    params: &'static str,
    returns: &'static str,
    doc: &'static str,
) -> LibraryEntry {
    LibraryEntry { name, params: Some(params), ty: returns, doc }
}

const fn value(name: &'static str, ty: &'static str, doc: &'static str) -> LibraryEntry {
    LibraryEntry { name, params: None, ty, doc }
}

/// Lua's own library, by name.
#[rustfmt::skip]
pub const LIBRARY: &[LibraryEntry] = &[
    value("_G", "table", "The table of the script's globals."),
    value("_VERSION", "string", "The language's version: `Lua 5.4`."),
    function("assert", "value: any, message: any?, ...: any", "any", "Raises an error with the message unless the value is true; gives all its arguments back."),
    function("collectgarbage", "option: string?, argument: number?", "any", "Controls the garbage collector: `\"collect\"` frees what nothing refers to, `\"count\"` gives the kilobytes in use."),
    function("dofile", "file: string", "any", "Runs a file of the project and gives what it returns."),
    function("error", "message: any, level: integer?", "nil", "Raises an error. The level says whose position is put in front: 1, the caller of `error`; 2, its caller; 0, none."),
    function("getmetatable", "object: any", "table?", "The object's metatable, or its `__metatable` field, or nil."),
    function("ipairs", "list: table", "function", "For a loop over 1, 2, 3 and so on up to the first nil: `for i, value in ipairs(list) do`."),
    function("load", "chunk: string|function, name: string?, mode: string?, env: table?", "function?", "Compiles source text; gives a function, or nil and what is wrong."),
    function("loadfile", "file: string, mode: string?, env: table?", "function?", "Compiles a file of the project without running it; gives a function, or nil and what is wrong."),
    function("next", "table: table, key: any?", "any", "The key after `key` and its value; with nil, the first; nil at the end."),
    function("pairs", "table: table", "function", "For a loop over all keys and values, in the order in which they were added: `for key, value in pairs(t) do`."),
    function("pcall", "f: function, ...: any", "boolean", "Calls a function; gives true and its results, or false and the error."),
    function("print", "...: any", "nil", "Says its arguments on the console."),
    function("rawequal", "a: any, b: any", "boolean", "Whether two values are the same, metamethods left aside."),
    function("rawget", "table: table, key: any", "any", "A table's value, metamethods left aside."),
    function("rawlen", "value: table|string", "integer", "A length, metamethods left aside."),
    function("rawset", "table: table, key: any, value: any", "table", "Sets a table's value, metamethods left aside."),
    function("require", "name: string", "any", "What a file of the project returns: `require \"util\"` runs util.lua the first time and keeps the result."),
    function("select", "n: integer|string, ...: any", "any", "The arguments from the n-th on; with `\"#\"`, their number."),
    function("setmetatable", "table: table, metatable: table?", "table", "Sets a table's metatable and gives the table back."),
    function("tonumber", "value: any, base: integer?", "number?", "The value as a number, or nil when it is none."),
    function("tostring", "value: any", "string", "The value as text."),
    function("type", "value: any", "string", "The name of the value's type: `\"nil\"`, `\"number\"`, `\"string\"`, `\"boolean\"`, `\"table\"`, `\"function\"`, `\"thread\"` or `\"userdata\"`."),
    function("warn", "message: string, ...: string", "nil", "Says a warning on the console."),
    function("xpcall", "f: function, handler: function, ...: any", "boolean", "Calls a function as `pcall` does; an error goes through the handler first."),

    function("coroutine.close", "co: thread", "boolean", "Ends a suspended coroutine and closes its variables."),
    function("coroutine.create", "f: function", "thread", "A new coroutine that will run a function."),
    function("coroutine.isyieldable", "co: thread?", "boolean", "Whether the coroutine can yield."),
    function("coroutine.resume", "co: thread, ...: any", "boolean", "Starts or continues a coroutine; gives true and what it yields or returns, or false and the error."),
    function("coroutine.running", "", "thread", "The coroutine that runs, and whether it is the main one."),
    function("coroutine.status", "co: thread", "string", "`\"running\"`, `\"suspended\"`, `\"normal\"` or `\"dead\"`."),
    function("coroutine.wrap", "f: function", "function", "A function that continues a new coroutine at each call."),
    function("coroutine.yield", "...: any", "any", "Suspends the coroutine; gives what it is continued with."),

    function("debug.getinfo", "f: function|integer, what: string?", "table?", "Facts about a function or a level of the stack: name, file, line."),
    function("debug.getlocal", "f: function|integer, n: integer", "string?", "The name and value of a function's n-th local variable."),
    function("debug.getmetatable", "value: any", "table?", "A value's metatable, `__metatable` left aside."),
    function("debug.getupvalue", "f: function, n: integer", "string?", "The name and value of a function's n-th upvalue."),
    function("debug.traceback", "message: string?, level: integer?", "string", "The functions that are running, as text."),

    function("io.write", "...: string|number", "any", "Says its arguments on the console."),

    function("math.abs", "x: number", "number", "The distance from 0."),
    function("math.acos", "x: number", "number", "The angle with this cosine, radians."),
    function("math.asin", "x: number", "number", "The angle with this sine, radians."),
    function("math.atan", "y: number, x: number?", "number", "The angle of the point (x, y), radians; x is 1 when left out."),
    function("math.ceil", "x: number", "integer", "The smallest whole number that is not less."),
    function("math.cos", "x: number", "number", "The cosine of an angle in radians."),
    function("math.deg", "x: number", "number", "Radians to degrees."),
    function("math.exp", "x: number", "number", "e to the power of x."),
    function("math.floor", "x: number", "integer", "The largest whole number that is not greater."),
    function("math.fmod", "x: number, y: number", "number", "The remainder of a division that rounds towards 0."),
    value("math.huge", "number", "Infinity."),
    function("math.log", "x: number, base: number?", "number", "The logarithm; to the base e when none is given."),
    function("math.max", "x: number, ...: number", "number", "The largest of its arguments."),
    value("math.maxinteger", "integer", "The largest integer, 2^63 - 1."),
    function("math.min", "x: number, ...: number", "number", "The smallest of its arguments."),
    value("math.mininteger", "integer", "The smallest integer, -2^63."),
    function("math.modf", "x: number", "number", "The whole part and the fraction."),
    value("math.pi", "number", "π, half a turn in radians."),
    function("math.rad", "x: number", "number", "Degrees to radians."),
    function("math.random", "m: integer?, n: integer?", "number", "A random number: from 0 to 1, from 1 to m, or from m to n. The same in every run, as the module `random`'s."),
    function("math.randomseed", "x: integer?, y: integer?", "nil", "Starts the random numbers anew."),
    function("math.sin", "x: number", "number", "The sine of an angle in radians."),
    function("math.sqrt", "x: number", "number", "The square root."),
    function("math.tan", "x: number", "number", "The tangent of an angle in radians."),
    function("math.tointeger", "x: any", "integer?", "The value as an integer, or nil when it has a fraction."),
    function("math.type", "x: any", "string?", "`\"integer\"`, `\"float\"`, or nil for what is no number."),
    function("math.ult", "m: integer, n: integer", "boolean", "Whether m is less than n, both read as unsigned."),

    function("os.clock", "", "number", "Simulated seconds since the start."),
    function("os.date", "format: string?, time: integer?", "string|table", "A time as text, or with `\"*t\"` as a table."),
    function("os.difftime", "t2: integer, t1: integer", "number", "The seconds from t1 to t2."),
    function("os.time", "table: table?", "integer", "A time in seconds, of the fields given or now. Now is the engine's time."),

    value("package.loaded", "table", "What `require` has loaded, by name."),
    value("package.path", "string", "The patterns by which `require` finds files."),
    value("package.preload", "table", "Functions that `require` calls instead of loading a file, by name."),

    function("string.byte", "s: string, i: integer?, j: integer?", "integer", "The bytes from i to j."),
    function("string.char", "...: integer", "string", "The text of these bytes."),
    function("string.find", "s: string, pattern: string, init: integer?, plain: boolean?", "integer?", "Where the pattern first matches: start, end and captures; or nil."),
    function("string.format", "format: string, ...: any", "string", "Text with the arguments put in: `%d` a whole number, `%.2f` two decimals, `%s` any value, `%q` quoted."),
    function("string.gmatch", "s: string, pattern: string, init: integer?", "function", "For a loop over all matches: `for word in s:gmatch(\"%a+\") do`."),
    function("string.gsub", "s: string, pattern: string, replacement: string|table|function, n: integer?", "string", "The text with matches replaced, and their number."),
    function("string.len", "s: string", "integer", "Its length in bytes."),
    function("string.lower", "s: string", "string", "The text in small letters."),
    function("string.match", "s: string, pattern: string, init: integer?", "string?", "The first match's captures, or nil."),
    function("string.pack", "format: string, ...: any", "string", "Values as bytes, in the layout that the format says."),
    function("string.packsize", "format: string", "integer", "The length of what `string.pack` makes of a format."),
    function("string.rep", "s: string, n: integer, separator: string?", "string", "The text n times."),
    function("string.reverse", "s: string", "string", "The bytes in reverse."),
    function("string.sub", "s: string, i: integer, j: integer?", "string", "The part from byte i to byte j; negative ones count from the end."),
    function("string.unpack", "format: string, s: string, position: integer?", "any", "Values from bytes, and the position after them."),
    function("string.upper", "s: string", "string", "The text in capitals."),

    function("table.concat", "list: table, separator: string?, i: integer?, j: integer?", "string", "The list's texts and numbers in one text."),
    function("table.insert", "list: table, position: integer|any, value: any?", "nil", "Adds a value at a position, or with two arguments at the end."),
    function("table.move", "from: table, first: integer, last: integer, at: integer, to: table?", "table", "Copies a part of a list to another place."),
    function("table.pack", "...: any", "table", "Its arguments as a list, their number as `n`."),
    function("table.remove", "list: table, position: integer?", "any", "Takes a value out of a list, the last when no position is given."),
    function("table.sort", "list: table, less: function?", "nil", "Sorts a list in place; `less(a, b)` says whether a comes first."),
    function("table.unpack", "list: table, i: integer?, j: integer?", "any", "The list's values, as many results."),

    function("utf8.char", "...: integer", "string", "The text of these code points."),
    value("utf8.charpattern", "string", "A pattern that matches one character."),
    function("utf8.codepoint", "s: string, i: integer?, j: integer?, lax: boolean?", "integer", "The code points of the characters from byte i to byte j."),
    function("utf8.codes", "s: string, lax: boolean?", "function", "For a loop over characters: `for position, code in utf8.codes(s) do`."),
    function("utf8.len", "s: string, i: integer?, j: integer?, lax: boolean?", "integer?", "The number of characters, or nil and the position of a byte that is wrong."),
    function("utf8.offset", "s: string, n: integer, i: integer?", "integer?", "The byte at which the n-th character begins."),
];

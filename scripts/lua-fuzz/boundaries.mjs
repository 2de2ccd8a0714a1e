// Statements that draw both sides of every boundary that a Lua VM is likely to have: lengths of names and strings, sizes of tables
// and where their keys are kept, registers, constants, upvalues, jumps, nesting, the ends of integers and of what floats hold
// exactly, arguments by the hundred. Each is complete in itself, and prints the same everywhere.
import { coroutineBoundaries } from './coroutines.mjs';
import { metatableBoundaries } from './metatables.mjs';
import { tableBoundaries } from './tables.mjs';

/** What the statements of this file use: the content of a table whatever its order, whether its length is one, a text's middle cut out. */
export const BOUNDARY_PRELUDE = [
  // No table ever had it, so that no dead key is it.
  'local NO_KEY = {}',
  'local function cut(s) if #s <= 90 then return s end return s:sub(1, 50) .. "<" .. #s .. ">" .. s:sub(-30) end',
  'local function D(t) local n, parts = 0, {} for k, v in next, t do n = n + 1 parts[n] = (math.type(k) or type(k)) .. S(k) .. "=" .. S(v) end table.sort(parts) return n .. ":" .. cut(table.concat(parts, " ")) end',
  'local function L(t) local n = #t return n == math.maxinteger or (n == 0 or rawget(t, n) ~= nil) and rawget(t, n + 1) == nil end',
  'local function run(text, ...) local f, message = load(text, "=text") if not f then return cut(message) end return pcall(f, ...) end',
];

const LENGTHS = [1, 2, 7, 8, 15, 16, 31, 32, 39, 40, 41, 42, 63, 64, 65, 127, 128, 129, 255, 256, 257, 300];
const COUNTS = [0, 1, 2, 7, 8, 9, 15, 16, 17, 49, 50, 51, 99, 100, 101, 127, 128, 129, 199, 200, 249, 250];
const EXTREMES = [
  '2147483646', '2147483647', '2147483648', '-2147483647', '-2147483648', '-2147483649', '4294967295', '4294967296', '(1 << 31)', '(1 << 32)',
  '9007199254740991', '9007199254740992', '9007199254740993', '-9007199254740992', '-9007199254740993', '(1 << 53)', '(1 << 62)',
  '9223372036854775806', '9223372036854775807', 'math.mininteger', '(math.mininteger + 1)', 'math.maxinteger', '0x7fffffffffffffff', '0xffffffffffffffff',
  '2.0^31', '(2^31 - 0.5)', '2.0^32', '2.0^53', '(2^53 - 1)', '(2^53 + 2)', '-(2^53)', '2.0^62', '2.0^63', '-(2.0^63)', '(2^63 - 1024)', '2.0^64', '1e308', '-1e308', '(1/0)', '(-1/0)',
  '0.0', '-0.0', '0', '1', '-1', '2', '-2', '3', '127', '128', '-128', '-129', '255', '256', '65535', '65536', '0.5', '-0.5', '1.5', '2^-1074', '32767', '32768',
];
const NUMERALS = ['9223372036854775807', '9223372036854775808', '-9223372036854775808', '-9223372036854775809', '0x7fffffffffffffff', '0x8000000000000000', '0xffffffffffffffff', '0x1ffffffffffffffff', '2147483648', '1e15', '1e16', '9007199254740993', '9007199254740993.0', ' 0x10 ', '1e1', '0x.8p1', '1e', '0x', '1 2', '', '-', '-0', '-0.0', '1e400', '123456789012345678901234567890'];

/** Some of them, as a list of statements. */
export function boundaryStatement(writer) {
  return writer.pick([
    longNames, longNames, longStrings, tableBoundaries, tableBoundaries, tableBoundaries, integers, integers, integerLoops, numerals, registers, constants, upvalues, jumps,
    nesting, manyArguments, manyArguments, gotos, metatableBoundaries, metatableBoundaries, coroutineBoundaries, coroutineBoundaries,
  ])(writer);
}

// A name of about a length; the same one for the same letter.
function name(writer, letter = writer.pick(['a', 'b', 'n'])) {
  return `${letter}_`.padEnd(writer.pick(LENGTHS), letter);
}

// An expression whose value is a text, made in one of many ways.
function made(writer, text) {
  const at = writer.below(text.length);
  return writer.pick([
    () => `"${text}"`,
    () => `("${text.slice(0, at)}" .. "${text.slice(at)}")`,
    () => `table.concat({ "${text.slice(0, at)}", "${text.slice(at)}" })`,
    () => `("<${text}>"):sub(2, -2)`,
    () => `("${text}"):gsub("x", "x", 0)`,
    () => `string.format("%s%s", "${text.slice(0, at)}", "${text.slice(at)}")`,
    () => `("${text} "):match("%S+")`,
    () => `("${text}"):upper():lower()`,
    () => `load("return '${text}'")()`,
  ])();
}

function longNames(writer) {
  const field = name(writer);
  const [t, set, get] = ['t', 'set', 'get'].map((prefix) => writer.fresh(prefix));
  const others = writer.pick([0, 0, 1, 7, 8, 9, 20]);
  const uses = [
    () => `P(${get}(${t}), ${t}.${field}, ${t}[(${made(writer, field)})])`,
    () => `${set}(${t}, ${writer.pick(['1', '"v"', 'nil', 'false', 'true', '{}'])})`,
    () => `${t}[(${made(writer, field)})] = ${writer.pick(['2', 'nil', '"w"'])}`,
    () => `rawset(${t}, (${made(writer, field)}), 3)`,
    () => `P(rawget(${t}, (${made(writer, field)})), next({ [(${made(writer, field)})] = 1 }) == "${field}")`,
    () => `P(D(${t}))`,
    () => `setmetatable(${t}, { __index = { ${field} = "inherited", other = 1 } })`,
    () => `setmetatable(${t}, { __index = setmetatable({ [(${made(writer, field)})] = "near" }, { __index = { ${field} = "far" } }) })`,
    () => `setmetatable(${t}, { __index = setmetatable({}, { __index = function(_, k) return #k end }), __newindex = function(o, k, v) rawset(o, k, S(v) .. "!") end })`,
    () => `for k in next, ${t} do if k == (${made(writer, field)}) then ${t}[k] = nil end end`,
    () => `function ${t}:${field}(...) return self == ${t}, select("#", ...) end P(pcall(function() return ${t}:${field}(1, nil) end))`,
    () => `P(pcall(function() return ${t}.${field}.${name(writer)} end))`,
    () => `P(pcall(function() return ${t}:${field}_missing() end))`,
    () => `${field} = 5 P(${field}, _G.${field}, rawget(_G, (${made(writer, field)}))) ${field} = nil P(${field})`,
    () => `local ${field} <const> = 7 P((function() return ${field} + 1 end)())`,
    () => `do local ${field} = 1 local function f() ${field} = ${field} + 1 return ${field} end P(f(), f(), ${field}) end`,
    () => `P(#("${field}"), ("${field}") == (${made(writer, field)}), ("${field}") < (${made(writer, `${field}x`)}), ("${field}"):rep(2) == (${made(writer, `${field}${field}`)}))`,
  ];
  return [
    { head: 'do', tail: 'end', body: [
      `local ${t} = {}`,
      ...(others > 0 ? [`for i = 1, ${others} do ${t}["other" .. i] = i end`] : []),
      `local function ${set}(o, v) o.${field} = v end`,
      `local function ${get}(o) return o.${field} end`,
      ...Array.from({ length: 3 + writer.below(6) }, () => writer.pick(uses)()),
      `P(${get}(${t}))`,
    ] },
  ];
}

function longStrings(writer) {
  const [n, m] = [writer.pick(LENGTHS), writer.pick(LENGTHS)];
  const [s, t] = [writer.fresh('s'), writer.fresh('s')];
  return [
    { head: 'do', tail: 'end', body: [
      `local ${s}, ${t} = ("x"):rep(${n}), ("x"):rep(${m} - 1) .. "${writer.pick(['x', 'y', 'w', '\\0'])}"`,
      writer.pick([
        () => `P(${s} == ${t}, ${s} < ${t}, ${s} <= ${t}, ${s} > ${t}, #(${s} .. ${t}), rawequal(${s}, ${t}))`,
        () => `P(D({ [${s}] = 1, [${t}] = 2, [${s} .. ""] = 3 }))`,
        () => `local o = { [${s}] = 1 } o[${t}] = 2 o[${s}] = nil P(o[${s}], o[${t}], D(o))`,
        () => `local list = { ${s}, ${t}, ${s} .. ${t}, ${t} .. ${s}, "" } table.sort(list) for i = 1, #list do P(#list[i], list[i]:byte(-1)) end`,
        () => `local o = {} for i = 1, 12 do o[${s} .. i % 5] = i end P(D(o)) for k in next, o do o[k] = nil end P(next(o))`,
        () => `P((${s} .. ${t}):find(${t}, 1, true), (${s} .. "!" .. ${t}):find("!", 1, true), #${s}:rep(3, ","), ${t}:byte(1, 2))`,
        () => `P(pcall(error, ${s}), pcall(error, { ${t} }), select(2, pcall(function() local v = nil return v[${s}] end)))`,
        () => `local o = setmetatable({}, { __index = function(_, k) return #k end }) P(o[${s}], o[${t}], o.x, (o)[${s} .. ${t}])`,
      ])(),
    ] },
  ];
}

function integers(writer) {
  const [a, b] = [writer.fresh('v'), writer.fresh('v')];
  const operand = () => writer.pick([a, b, writer.pick(EXTREMES), writer.pick(EXTREMES)]);
  const uses = [
    () => `P(pcall(function() return ${operand()} ${writer.pick(['+', '-', '*', '/', '//', '%'])} ${operand()} end))`,
    () => `P(pcall(function() return ${operand()} ${writer.pick(['&', '|', '~', '<<', '>>'])} ${operand()} end))`,
    () => `P(${operand()} == ${operand()}, ${operand()} < ${operand()}, ${operand()} <= ${operand()}, ${operand()} ~= ${operand()})`,
    () => `P(math.type(${operand()}), math.tointeger(${operand()}), ${operand()} // 1, -${a}, ${b} == ${b} // 1)`,
    () => `P(pcall(string.format, "%d %x", ${operand()}, ${operand()}))`,
    () => `P(string.format("%.14g %5.1f %q", ${operand()}, ${operand()}, ${operand()}))`,
    () => `P(pcall(math.floor, ${operand()}), pcall(math.ceil, ${operand()}), pcall(math.abs, ${operand()}), pcall(math.fmod, ${operand()}, ${operand()}))`,
    () => `P(math.max(${operand()}, ${operand()}), math.min(${operand()}, ${operand()}), math.ult(${a} // 1 == ${a} and math.tointeger(${a}) or 1, 5))`,
    () => `P(tostring(${operand()}), ${operand()} .. "", tonumber(${operand()} .. "") == ${operand()})`,
    () => `local t = {} t[${operand()}] = 1 t[${operand()}] = 2 t[${operand()}] = 3 P(D(t), t[${operand()}], t[${operand()}])`,
    () => `P(pcall(function() local t = { [${operand()}] = "x", [${operand()}] = "y", "z" } return D(t) end))`,
    () => `P(pcall(string.rep, "x", ${writer.pick(['0', '-1', 'math.mininteger', '3.0', '2.5', '(1/0)'])}), pcall(string.sub, "hello", ${operand()}, ${operand()}))`,
    () => `P(pcall(string.byte, "hello", ${operand()}), pcall(select, ${writer.pick(['1', '-1', '2^53', '0', 'math.maxinteger', '1.5'])}, "a", "b"))`,
    () => `P(pcall(utf8.char, ${writer.pick(['0', '127', '128', '2047', '2048', '65535', '65536', '1114111', '2147483647', '2147483648', '-1'])}))`,
  ];
  return [
    { head: 'do', tail: 'end', body: [
      // A variable's value isn't folded by a compiler.
      `local ${a}, ${b} = ${writer.pick(EXTREMES)}, ${writer.pick(EXTREMES)}`,
      ...Array.from({ length: 2 + writer.below(4) }, () => writer.pick(uses)()),
    ] },
  ];
}

function integerLoops(writer) {
  const i = writer.fresh('i');
  const ends = [...EXTREMES, '1', '3', '10', '-3'];
  const start = writer.pick(ends);
  const step = writer.pick(['1', '-1', '2', '-3', '1.0', '0.5', '1 << 62', 'math.maxinteger', 'math.mininteger', '2.0^53', '-(2.0^62)']);
  return [
    { head: 'do', tail: 'end', body: [
      `local count = 0`,
      `P(pcall(function() for ${i} = ${start}, ${writer.pick(ends)}, ${step} do count = count + 1 P(${i}, math.type(${i})) if count >= 4 then ${writer.pick(['break', 'return count', 'error("enough", 0)'])} end end end))`,
      `for ${i} = 1, ${writer.pick(['0', '-1', '2^63', 'math.maxinteger', '1e300', '(1/0)', '2.7', '"x" == 1 and 1 or 2'])} do count = count + 1 if ${i} >= 3 then break end end`,
      'P(count)',
    ] },
  ];
}

function numerals(writer) {
  const text = () => writer.pick(NUMERALS);
  return [
    `P(${Array.from({ length: 3 }, () => `tonumber("${text()}")`).join(', ')}, pcall(function() return "${text()}" + ${writer.pick(['0', '1', '"1"', '0.0'])} end))`,
    `P(tonumber("${writer.pick(['ff', '7fffffffffffffff', '8000000000000000', '-zz', '1.0', ' 11 ', '', '9'])}", ${writer.pick(['2', '8', '10', '16', '36'])}), run("return ${writer.pick(NUMERALS.filter((numeral) => /^\s*(0x)?[\da-f.]+(p\d+)?\s*$/i.test(numeral)))}"))`,
  ];
}

// Text of a list, of which each item may be made by its number.
const list = (count, item, separator = ', ') => Array.from({ length: count }, (_, index) => item(index + 1)).join(separator);

function registers(writer) {
  const count = writer.pick([100, 150, 180, 190, 195, 197]);
  const names = (letter, most = count) => list(most, (i) => `${letter}${i}`);
  const f = writer.fresh('f');
  return [
    writer.pick([
      () => ({ head: 'do', tail: 'end', body: [
        `local function ${f}(...)`,
        `  local ${names('r', 120)} = ...`,
        `  local function inner() r1 = r1 + r120 return r1 end`,
        `  local t = { ${names('r', 120)}, n = r2 }`,
        `  return inner(), #t, t.n, r60 .. r61, inner()`,
        'end',
        `P(pcall(${f}, table.unpack((function() local t = {} for i = 1, 130 do t[i] = i end return t end)(), 1, ${writer.pick([119, 120, 121, 130])})))`,
      ] }),
      () => `P(run([[local ${names('a')} = ... local s = 0 ${list(count, (i) => `s = s + (a${i} or 0)`, ' ')} return s, a1, a${count}]], ${list(writer.pick([1, count - 1, count]), (i) => `${i}`)}))`,
      () => `P(run([[local function f(...) return select("#", ...), ... end return f(${list(writer.pick([100, 200, 240, 248]), (i) => `${i}`)})]]))`,
      () => `P(run([[local x = "a" return ${list(writer.pick([50, 100, 150, 180]), () => 'x', ' .. ')}]]))`,
      () => `P(run([[local t = { ${list(writer.pick([49, 50, 51, 255, 256, 257, 1000]), (i) => `${i}`)} } local s = 0 for i = 1, #t do s = s + t[i] end return #t, s]]))`,
      () => `P(run([[local a, b = 1, 2 ${list(writer.pick([20, 60, 100]), (i) => `local function f${i}() a, b = b, a + ${i} return a end`, ' ')} f1() f2() f20() return a, b]]))`,
    ])(),
  ];
}

function constants(writer) {
  const count = writer.pick([120, 126, 127, 128, 129, 250, 254, 255, 256, 257, 258, 300, 511, 512, 513, ...(writer.chance(8) ? [65535, 65536, 65540] : [])]);
  // Long texts are made by the program itself.
  const text = (item, last) => `"local t, s, x = {}, 0, ... " .. rep(${count}, function(i) return ${item} end) .. " ${last}"`;
  const probe = count + writer.below(3);
  return [
    { head: 'do', tail: 'end', body: [
      'local function rep(n, f) local out = {} for i = 1, n do out[i] = f(i) end return table.concat(out, " ") end',
      writer.pick([
        () => `P(run(${text('"s = s + " .. i .. ".5"', `return s, x + ${probe}.25, x .. 'last', ${probe}.75 - x`)}, 3))`,
        () => `P(run(${text('"t.k" .. i .. " = " .. i', `t.last = x x = t.k${count} return x, t.last, t['k${count - 1}'], t.missing, t:k1()`)}, 3))`,
        () => `P(run(${text('"t[" .. i .. "] = \'v" .. i .. "\'"', `return #t, t[${count}], x == ${probe}.5, x < ${probe}, x == 'v${count}', ${probe}.5 < x`)}, 3))`,
        // A chunk has 65,536 functions at most.
        () => `P(run(${text('i > 60000 and "" or "function t.f" .. i .. "() return " .. i .. " end"', `return t.f${Math.min(count, 60000)}(), t.f1(), pcall(t.f${probe + 5})`)}, 3))`,
        () => `P(run(${text('"g" .. i .. " = \'" .. i .. "\'"', `local v = g${count} for i = 1, ${count} do _G['g' .. i] = nil end return v, g1, x`)}, 3))`,
        () => `P(run(${text('"if x == " .. i .. ".5 then s = s + 1 elseif x > " .. i .. ".25 then s = s + 2 end"', `return s, x & ${count}, x ~= nil, x // ${probe}.5, -x`)}, 3))`,
      ])(),
    ] },
  ];
}

function upvalues(writer) {
  const [outer, inner] = [writer.pick([1, 59, 60, 61, 100, 127]), writer.pick([1, 63, 64, 100, 126])];
  return [
    { head: 'do', tail: 'end', body: [
      'local function rep(n, f, s) local out = {} for i = 1, n do out[i] = f(i) end return table.concat(out, s or " ") end',
      `local text = "local " .. rep(${outer}, function(i) return "a" .. i end, ",") .. " = " .. rep(${outer}, tostring, ",") ..`,
      `  " return (function() local " .. rep(${inner}, function(i) return "b" .. i end, ",") .. " = " .. rep(${inner}, tostring, ",") ..`,
      `  " local function change() ${writer.pick(['a1 = a1 + 1', 'b1 = b1 + 1', 'a1, b1 = b1, a1', ''])} end" ..`,
      `  " local function sum() change() return " .. rep(${outer}, function(i) return "a" .. i end, "+") .. "+" .. rep(${inner}, function(i) return "b" .. i end, "+") .. " end return sum(), sum() end)()"`,
      'P(run(text))',
    ] },
  ];
}

function jumps(writer) {
  const count = writer.pick([20, 60, 62, 63, 64, 65, 126, 127, 128, 129, 255, 256, 1000, ...(writer.chance(10) ? [8190, 16400, 32770] : [])]);
  // A `for` of ours jumps over 65,535 instructions at most, the reference's over twice as many.
  const ofFor = Math.min(count, 16400);
  const body = writer.pick(['s = s + 1 ', 's = s + i ', 'if i > 100 then s = 0 end ', 't[i] = s ', 's = s ~ i ']);
  return [
    `P(run("local s, t = 0, {} " .. ${writer.pick([
      `"for i = 1, 3 do " .. ("${body}"):rep(${ofFor}) .. " end return s"`,
      `"local i = 0 while i < 3 do i = i + 1 " .. ("${body}"):rep(${count}) .. " if i == 2 then break end end return s, i"`,
      `"local i = 0 repeat i = i + 1 " .. ("${body}"):rep(${count}) .. " until i >= 3 return s, i"`,
      `"local i = 1 if ... then " .. ("${body}"):rep(${count}) .. " else s = -1 end return s", ${writer.pick(['true', 'false'])}`,
      `"for i, v in ipairs { 5, 6, 7 } do " .. ("${body}"):rep(${ofFor}) .. " if v == 6 then goto done end end ::done:: return s"`,
      `"local i = 0 ::again:: i = i + 1 " .. ("${body}"):rep(${count}) .. " if i < 3 then goto again end return s"`,
      `"local i = 1 local x = ... and (" .. ("i == 1 and "):rep(${Math.min(count, 190)}) .. " 's') or 'n' return x, s", ${writer.pick(['true', 'false'])}`,
    ])}))`,
  ];
}

function nesting(writer) {
  const deep = writer.pick([5, 20, 50, 100, 150, 180]);
  const shallow = Math.min(deep, 100);
  return [
    `P(run(${writer.pick([
      `"return " .. ("("):rep(${deep}) .. "1" .. (")"):rep(${deep})`,
      `"return " .. ("- -"):rep(${Math.min(deep, 50)}) .. "1", "not "`,
      `"return " .. ("{"):rep(${deep}) .. ("}"):rep(${deep})`,
      `"local s = 0 " .. ("do local a = s s = s + 1 "):rep(${shallow}) .. ("end "):rep(${shallow}) .. " return s"`,
      `"local s = 0 " .. ("if s >= 0 then s = s + 1 "):rep(${shallow}) .. ("else s = -1 end "):rep(${shallow}) .. " return s"`,
      `"local s = 0 " .. ("for _ = 1, 1 do s = s + 1 "):rep(${Math.min(deep, 40)}) .. ("end "):rep(${Math.min(deep, 40)}) .. " return s"`,
      `"return " .. ("(function(...) return "):rep(${Math.min(deep, 50)}) .. "..." .. (" end)(...)"):rep(${Math.min(deep, 50)}), 1, nil, 3`,
      `"local x = 1 if x == 0 then x = 'no' " .. ("elseif x == 2 then x = 'no' "):rep(${deep}) .. " else x = 'yes' end return x"`,
      `"local t = {} t.t = t return t" .. (".t"):rep(${deep}) .. " == t"`,
      `"return 1" .. (" + 1"):rep(${deep * 2}) .. (" ^ 1"):rep(${shallow})`,
      `"local a = 'x' return #(a" .. (" .. a"):rep(${deep}) .. ")"`,
    ])}))`,
  ];
}

function manyArguments(writer) {
  const count = () => writer.pick([...COUNTS, 251, 252, 253, 254, 255, 256, 257, 300, 511, 512, 1000, 5000]);
  const [f, t] = [writer.fresh('f'), writer.fresh('t')];
  const uses = [
    () => `P(select("#", ${f}(table.unpack(${t}, 1, ${count()}))))`,
    () => `P(select(${writer.pick(['1', '-1', '100', '200', '250', '255', '256'])}, table.unpack(${t}, 1, ${writer.pick([256, 257, 300, 1000])})) == nil)`,
    () => `local p = table.pack(${f}(table.unpack(${t}, 1, ${count()}))) P(p.n, p[p.n], p[p.n + 1])`,
    () => `local p = { ${f}(table.unpack(${t}, 1, ${count()})), ${f}(table.unpack(${t}, 1, ${count()})) } P(#p, p[1], p[2])`,
    () => `P(pcall(math.max, table.unpack(${t}, 1, ${count()})))`,
    () => `P(#string.char(table.unpack({ ("x"):rep(${writer.pick([1, 100, 200, 255, 256, 1000])}):byte(1, -1) })))`,
    () => `local s = 0 for i, v in (function(...) local n, v = select("#", ...), { ... } return function(_, i) i = i + 1 if i <= n then return i, v[i] end end, nil, 0 end)(table.unpack(${t}, 1, ${count()})) do s = s + v end P(s)`,
    () => `P((function(a, b, ...) local x, y, z = ... return a, b, x, y, z, select("#", ...) end)(table.unpack(${t}, 1, ${count()})))`,
    () => `P(pcall(function(...) local a <const>, b = ..., select("#", ...) return a, b, (...) end, table.unpack(${t}, 1, ${count()})))`,
    () => `local c = coroutine.wrap(function(...) local n = select("#", ...) while true do n = n + select("#", coroutine.yield(n, ...)) end end) P(select("#", c(table.unpack(${t}, 1, ${count()}))), (c(table.unpack(${t}, 1, ${count()}))))`,
    () => `P((setmetatable({}, { __call = function(self, ...) return select("#", ...) end }))(table.unpack(${t}, 1, ${count()})))`,
    () => `local function deep(n, ...) if n == 0 then return select("#", ...) end return deep(n - 1, n, ...) end P(deep(${writer.pick([10, 100, 250, 260])}, 1, nil))`,
    () => `local function sum(n, ...) if n == 0 then return 0 end return n + sum(n - 1, ...) end P(sum(${writer.pick([10, 50, 100])}, table.unpack(${t}, 1, ${writer.pick([10, 100, 256])})))`,
  ];
  return [
    { head: 'do', tail: 'end', body: [
      `local ${t} = {} for i = 1, 5000 do ${t}[i] = i end`,
      `local function ${f}(...) return ... end`,
      ...Array.from({ length: 2 + writer.below(3) }, () => writer.pick(uses)()),
    ] },
  ];
}

function gotos(writer) {
  const [label, other] = [writer.fresh('label'), writer.fresh('label')];
  return [
    { head: 'do', tail: 'end', body: [
      'local n, kept = 0, {}',
      `::${label}::`,
      'do',
      `  local captured${writer.pick(['', ' <const>'])} = n`,
      `  ${writer.pick(['', `local c <close> = setmetatable({}, { __close = function(_, e) P("close", captured, e) end })`])}`,
      `  kept[#kept + 1] = function() ${writer.pick(['return captured', 'return captured + n', 'n = n return captured'])} end`,
      '  n = n + 1',
      `  for i = 1, 3 do for j = 1, 3 do if i * j == n then goto ${writer.pick([label, other])} end if j == i then goto next end ::next:: end end`,
      `  if n < ${3 + writer.below(4)} then goto ${label} end`,
      'end',
      `::${other}::`,
      'for i = 1, #kept do P(i, kept[i]()) end',
      'P(n)',
    ] },
  ];
}

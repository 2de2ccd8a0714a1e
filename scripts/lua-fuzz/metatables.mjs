// Metamethods on everything, chains of them, and those that yield, fail, or give several results.

const OPERATORS = { add: '+', sub: '-', mul: '*', div: '/', mod: '%', pow: '^', idiv: '//', band: '&', bor: '|', bxor: '~', shl: '<<', shr: '>>', concat: '..' };
const COMPARISONS = { eq: ['==', '~='], lt: ['<', '>'], le: ['<=', '>='] };

/** An object whose metamethods tell what they were called with, and uses of it. */
export function metatableBoundaries(writer) {
  const [o, p, m] = ['o', 'p', 'm'].map((prefix) => writer.fresh(prefix));
  const result = () => writer.pick(['1', 'nil', 'false', '"r", "s"', 'a', 'b', '', '{}']);
  const yields = writer.chance(30);
  const show = '(type(a) == "table" and a.name or S(a)), (type(b) == "table" and b.name or S(b))';
  const act = () => writer.pick(['', '', yields ? 'coroutine.yield("yielded")' : '', 'do local c <close> = new() end', 'pcall(error)']);
  const methods = Object.keys(OPERATORS).filter(() => writer.chance(70)).map((event) => `__${event} = function(a, b) P("${event}", ${show}) ${act()} return ${result()} end`);
  for (const event of Object.keys(COMPARISONS)) {
    if (writer.chance(70)) methods.push(`__${event} = function(a, b) P("${event}", ${show}) ${act()} return ${writer.pick(['true', 'false', 'nil', '1', ''])} end`);
  }
  for (const event of ['unm', 'bnot', 'len']) if (writer.chance(70)) methods.push(`__${event} = function(a, b) P("${event}", a.name, rawequal(a, b)) return ${result()} end`);
  methods.push(writer.pick([
    () => '__index = function(t, k) if k == "name" then return rawget(t, "n") end P("index", S(k)) return k end',
    () => '__index = setmetatable({ inherited = 1, name = "far" }, { __index = function(_, k) P("far", S(k)) return nil end })',
    () => '__index = { name = "plain", method = function(self, ...) return self.name, select("#", ...) end }',
    () => '__index = "a string"',
  ])());
  if (writer.chance(60)) methods.push(writer.pick([
    () => `__newindex = function(t, k, v) P("newindex", S(k), S(v)) ${act()} rawset(t, k, v) end`,
    () => '__newindex = {}',
    () => '__newindex = setmetatable({}, { __newindex = function(_, k, v) P("far", S(k), S(v)) end })',
  ])());
  if (writer.chance(60)) methods.push(`__call = ${writer.pick(['function(self, ...) return select("#", ...), ... end', 'P', 'setmetatable({}, { __call = function(_, _, ...) return "chain", ... end })', 'function(...) return ... end'])}`);
  if (writer.chance(50)) methods.push(`__tostring = function() return ${writer.pick(['"text"', '"a longer text of more than forty bytes, to be sure"', '""'])} end`, '__name = "Kind"');
  if (writer.chance(50)) methods.push(`__pairs = function(t) return function(_, k) if not k then return 1, ${result() || 'nil'} end end, t, nil end`);
  if (writer.chance(40)) methods.push('__close = function(_, e) P("close", S(e)) end');
  // The arithmetic of a string is a library function of the reference, across which nothing yields.
  const other = () => writer.pick([o, p, '1', '2.5', 'nil', '{}', 'true', ...(yields ? [] : ['"x"', '"10"'])]);
  const sides = () => (writer.chance(50) ? [o, other()] : [other(), p]);
  const uses = [
    ...Object.values(OPERATORS).map((operator) => () => `${sides().join(` ${operator} `)}`),
    ...Object.values(COMPARISONS).flat().map((operator) => () => `${sides().join(` ${operator} `)}`),
    ...Object.values(COMPARISONS).flat().map((operator) => () => `(function() if ${sides().join(` ${operator} `)} then return "yes" end return "no" end)()`),
    () => `-${o}`, () => `~${o}`, () => `#${o}`, () => `not ${o}`,
    () => `${o}.field`, () => `${o}[1]`, () => `${o}[${other()}]`, () => `${o}.name`,
    () => `${o}(${writer.pick(['', '1', '1, nil', '...'])})`, () => `${o}:method(1, 2)`, () => `${o}:missing()`,
    () => `(tostring(${o}):gsub("0x%x+", ""))`, () => `(function() local n, last = 0 for k, v in pairs(${o}) do n = n + 1 last = v if n > 3 then break end end return n, n == 1 and S(last) end)()`,
    () => `(function() ${o}.${writer.pick(['n', 'x', 'name'])} = ${writer.pick(['1', 'nil', '"v"'])} return rawget(${o}, "x") end)()`,
    () => `(function() ${o}[${writer.pick(['1', '2.0', '"key"', 'true', o])}] = 2 return 1 end)()`,
    () => `(function() local c <close> = ${o} return 1 end)()`,
    // Lua 5.4.4 loses the result of a metamethod in a longer concatenation.
    () => `"a" .. ${o}`, () => `${p} .. 2`, () => `(function() local right = 2 .. ${o} return 1 .. right end)()`,
    () => `rawequal(${o}, ${p}), rawlen(${o}), rawget(${o}, "n")`,
    () => `(string.format("%s|%10s", ${o}, 1):gsub("0x%x+", ""))`,
    () => `select("#", table.unpack(${o}, 1, 2))`,
    () => `getmetatable(${o}) == ${m}`,
    () => `next(${o}) ~= nil`,
  ];
  const statements = Array.from({ length: 3 + writer.below(6) }, () => `P(pcall(function(...) return ${writer.pick(uses)()} end, 1, 2))`);
  return [
    { head: 'do', tail: 'end', body: [
      { head: `local ${m} = {`, tail: '}', body: methods.map((method) => `${method},`) },
      `local ${o}, ${p} = setmetatable({ n = "o" }, ${m}), setmetatable({ n = "p" }, ${writer.pick([m, m, '{}', `{ __index = ${m} }`])})`,
      ...(yields
        ? [{ head: 'local co = coroutine.create(function()', tail: 'end)', body: statements }, 'for _ = 1, 30 do if coroutine.status(co) == "dead" then break end P(coroutine.resume(co)) end']
        : statements),
      ...(writer.chance(15) ? [`setmetatable(${o}, nil) P(pcall(function() return ${o} + 1 end))`] : []),
    ] },
  ];
}

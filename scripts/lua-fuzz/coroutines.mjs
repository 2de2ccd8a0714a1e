// Coroutines inside of each construct, and variables that are closed on every way out of it.

const OPERATORS = { add: '+', concat: '..', sub: '-', idiv: '//', shl: '<<' };

/** A coroutine whose body is a construct that yields, and what is done with it. */
export function coroutineBoundaries(writer) {
  const [co, depth] = [writer.fresh('co'), 1 + writer.below(3)];
  // Variables that yield as they are closed can't be where a library function of the reference closes them: neither
  // `coroutine.close` nor `coroutine.wrap` is used then.
  const yielding = writer.chance(25);
  const counter = { value: 0, yielding };
  const body = construct(writer, depth, counter);
  const resumes = Array.from({ length: 2 + writer.below(8) }, () => writer.pick([
    () => `P(coroutine.resume(${co}${writer.pick(['', ', 1', ', nil, 2', ', "v"'])}))`,
    () => `P(coroutine.resume(${co}${writer.pick(['', ', 1', ', true'])}))`,
    () => `P(coroutine.status(${co}), coroutine.isyieldable(), select("#", coroutine.resume(${co})))`,
    () => `P(coroutine.status(${co}))`,
    () => (!yielding && writer.chance(25) ? `P(coroutine.close(${co}))` : `P(coroutine.resume(${co}, 3, 4, 5))`),
    () => (yielding ? `P(coroutine.running() == nil)` : `P(pcall(coroutine.wrap(function() P(coroutine.resume(${co})) P(coroutine.status(${co})) return coroutine.yield(1) end)))`),
  ])());
  return [
    { head: 'do', tail: 'end', body: [
      'local function K(name) return setmetatable({}, { __close = function(_, e) P("close", name, type(e) == "string" and e or type(e)) end }) end',
      'local function Y(name) return setmetatable({}, { __close = function(_, e) P("close", name, coroutine.yield("in close " .. name)) end }) end',
      `local ${co}`,
      { head: `${co} = coroutine.create(function(...)`, tail: 'end)', body: [...body, 'return "returned", ...'] },
      ...resumes,
      `for _ = 1, 12 do if coroutine.status(${co}) ~= "suspended" then break end P(coroutine.resume(${co}, _)) end`,
      `P(coroutine.status(${co}), coroutine.resume(${co}))`,
    ] },
  ];
}

function construct(writer, depth, counter) {
  const id = ++counter.value;
  const event = writer.pick(Object.keys(OPERATORS));
  const inner = () => (depth > 0 ? construct(writer, depth - 1, counter) : [simple(writer, id)]);
  const closing = writer.chance(50) ? [`local c${id} <close> = ${counter.yielding ? writer.pick(['K', 'Y']) : 'K'}("${id}")`] : [];
  const leave = writer.chance(30) ? [`if ${writer.pick(['true', 'v == 1', 'v', 'not v'])} then ${writer.pick([`error("e${id}")`, `error({ "${id}" })`, `do return "left", ${id} end`, `coroutine.yield("leaving")`])} end`] : [];
  const start = [`local v = coroutine.yield(${id}${writer.pick(['', ', "a"', ', nil', ', ...'])})`];
  const body = [...closing, ...start, ...inner(), ...leave];
  const nested = (head, tail) => [{ head, body, tail }];
  return writer.pick([
    () => nested('do', 'end'),
    () => nested(`for i = 1, ${1 + writer.below(3)} do`, 'end'),
    () => nested(`for i = 1.0, 2 do`, 'end'),
    () => nested(`for i, x in ipairs { "p", "q" } do`, 'end'),
    () => nested('for x in coroutine.wrap(function() for j = 1, 2 do coroutine.yield(j) end end) do', 'end'),
    () => nested(`for x in (function(_, n) n = (n or 0) + 1 coroutine.yield("iterator", n) if n < 3 then return n end end) do`, 'end'),
    () => nested('while coroutine.yield("while") do', 'end'),
    () => nested('repeat', `until coroutine.yield("until") ~= 1`),
    () => nested('if coroutine.yield("if") then', 'else P("else") end'),
    () => nested('P(pcall(function(...)', 'end, 1, 2))'),
    () => nested(`P(xpcall(function(...)`, `end, function(m) return "handled " .. type(m) end))`),
    () => nested('P((function(...)', 'end)(1, nil))'),
    () => nested('P(select("#", (setmetatable({}, { __call = function(self, ...)', 'end }))(1, 2)))'),
    () => nested(`P((setmetatable({}, { __${event} = function(a, b, ...)`, `return "sum" end })) ${OPERATORS[event]} 1)`),
    () => nested('P((setmetatable({}, { __index = function(t, k, ...)', 'return k end })).field)'),
    () => nested(`local o${id} = setmetatable({}, { __newindex = function(t, k, v, ...)`, `end }) o${id}.field = 1`),
    () => nested('P((setmetatable({}, { __lt = function(a, b, ...)', 'return true end })) < {})'),
    () => nested('P((setmetatable({}, { __eq = function(a, b, ...)', 'return true end })) == setmetatable({}, {}))'),
    () => nested('P(#setmetatable({}, { __len = function(a, ...)', 'return 5 end }))'),
    () => (counter.yielding ? nested('do', 'end') : nested('P(pcall(coroutine.wrap(function(...)', 'end), 1))')),
    () => nested(`local f${id} = function(...)`, `end P(pcall(f${id}, 1)) P(pcall(f${id}))`),
    () => [{ head: `local t${id} = { 1, (function(...)`, body, tail: `end)(2), n = 3 }` }, `P(#t${id}, t${id}.n)`],
    () => [{ head: 'do local i = 0', body: [`::again${id}::`, 'i = i + 1', { head: 'do', body, tail: 'end' }, `if i < 2 then goto again${id} end`], tail: 'end' }],
  ])();
}

function simple(writer, id) {
  return writer.pick([
    () => `P("at ${id}", v)`,
    () => 'P(coroutine.yield(v, v))',
    () => 'P(coroutine.isyieldable(), select(2, coroutine.running()))',
    () => 'P(pcall(coroutine.yield, 1, 2))',
    () => 'P(coroutine.yield(), (coroutine.yield(1)), coroutine.yield(2))',
    () => 'local t = { coroutine.yield("t"), x = coroutine.yield("u"), coroutine.yield("w") } P(#t, t.x)',
    () => 'P(pcall(error, { v }))',
    () => 'P(coroutine.resume(coroutine.create(function(...) return ..., coroutine.yield(...) end), v))',
    () => 'P(coroutine.yield(1) == coroutine.yield(1), coroutine.yield(2) and coroutine.yield(3) or coroutine.yield(4))',
    () => 'P("x" .. S(coroutine.yield("l")) .. S(coroutine.yield("r")))',
    () => 'do return coroutine.yield("tail") end',
    () => 'do local c <close> = K("simple") return "closing", v end',
  ])();
}

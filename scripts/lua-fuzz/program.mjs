// Random Lua programs that end (loops are bounded and pay from a budget) and print the same everywhere (no addresses, no order of
// hashes, no sign of a nan, only exactly rounded functions). Errors are wanted: most are caught and their messages printed.
import { BOUNDARY_PRELUDE, boundaryStatement } from './boundaries.mjs';

const PRELUDE = [
  'local budget = 3000',
  'local function tick() budget = budget - 1 if budget < 0 then error("out of budget", 0) end end',
  'local function S(v) if v ~= v then return "nan" end if type(v) == "table" or type(v) == "function" or type(v) == "thread" then return type(v) end return tostring(v) end',
  // A nan's sign is the machine's: its text must not be looked into, nor move what is cut off.
  'local function N(v) if v ~= v then return 0 end return v end local function U(s, ...) return string.upper(N(s), ...) end',
  // Where a list ends that has holes is each implementation's own: none gets into one.
  'local function V(v) if v == nil then return false end return v end local function A(...) local list = {...} for i = 1, select("#", ...) do list[i] = V(list[i]) end return table.unpack(list, 1, select("#", ...)) end',
  'local function C(s) s = s:gsub("%-([nN][aA][nN])", "%1") if #s > 120 then return s:sub(1, 120) end return s end',
  'local function P(...) local out = {} for i = 1, select("#", ...) do out[i] = C(S((select(i, ...)))) end print(table.concat(out, " ")) end',
  'local meta = {} meta.__index = function(t, k) return "no " .. S(k) end meta.__add = function(a, b) return "add" end meta.__sub = function(a, b) return type(a) .. "-" .. type(b) end',
  'meta.__concat = function(a, b) return "concat" end meta.__len = function() return 7 end meta.__call = function(self, ...) return select("#", ...), ... end meta.__unm = function() return -1 end',
  // The reference adds a traceback to an error that nothing catches, and handlers see it.
  'meta.__eq = function() return true end meta.__lt = function(a, b) return type(a) == "table" end meta.__le = function() return true end meta.__close = function(_, e) P("closing", (S(e):gsub("\\nstack traceback.*", ""))) end',
  'meta.__tostring = function() return "object" end meta.__name = "Object" meta.__band = function() return 3 end meta.__idiv = function() return nil end',
  'local function new(t) return setmetatable(t or {}, meta) end',
];
const INTEGERS = ['0', '1', '2', '3', '7', '10', '-1', '-2', '-7', '255', '256', '1000', 'math.maxinteger', 'math.mininteger', '0x7f', '1 << 31', '1 << 53'];
const FLOATS = ['0.0', '-0.0', '0.5', '1.0', '2.0', '-1.5', '3.25', '1e15', '1e100', '2^53', '2^63', '1/0', '-1/0', '0/0', '0x1p-3', '1e-5'];
const STRINGS = ['""', '"a"', '"abc"', '"hello world"', '"10"', '"0x1F"', '" 5 "', '"1.5"', '"a,b,,c"', '"%d"', '"x=1, y=22"', '"\\0z"', '"\\u{20AC}"', '"Zz"', '[==[long]]=]==]'];
const PATTERNS = ['"%a+"', '"%d*"', '"."', '"[^,]*"', '"(%w)(%w*)"', '"(%w+)=(%w+)"', '"^%s*(.-)%s*$"', '"%s"', '"l+"', '"()"', '"%f[%w]%w"', '"[a-f]"', '"$"', '"x"', '"%b()"'];
const BROKEN_PATTERNS = ['"("', '"[a"', '"%"', '"%1"', '"a)"', '"%f"', '"%b"'];
const TEMPLATES = ['"<%0>"', '"%%"', '""', '"%1"', '"%2"', '"-"', '{ a = "A", l = 1 }', 'function(a, b) return b end', 'string.upper', 'function() return nil end', 'function(c) return #c end'];
const SAFE_TEMPLATES = TEMPLATES.filter((template) => template !== '"%2"' && !template.includes('#c'));
const FORMATS = [['"%d"', 'integer'], ['"%5.2f|"', 'number'], ['"%g"', 'number'], ['"%-6s|"', 'string'], ['"%x"', 'integer'], ['"%q"', 'string'], ['"%5d|%-5d|"', 'integer', 'integer'], ['"%s %s"', 'any', 'integer'], ['"%.3s"', 'string'], ['"%i%%"', 'number'], ['"%c"', 'integer'], ['"%e"', 'number'], ['"%.14g"', 'number'], ['"%+d"', 'string']];
const SAFE_FORMATS = FORMATS.filter(([format]) => !['"%i%%"', '"%+d"'].includes(format));
const KINDS = ['integer', 'number', 'string', 'boolean', 'table', 'function', 'any'];

// PUC-Lua adds 0 where a program subtracts a constant 0, so that -0.0 - 0 is 0.0 there and -0.0 where the 0 stands in a variable.
const notConstant = (text) => (/^[\s\d.a-fxA-FX()^%&|~<>+*/-]*$/.test(text) ? `math.abs(${text})` : text);

/** The program of a seed, as statements. */
export function generateProgram(seed) {
  const writer = new Writer(seed);
  const body = Array.from({ length: 6 + writer.below(8) }, () => (writer.chance(40) ? boundaryStatement(writer) : writer.block(1 + writer.below(3), 0))).flat();
  return [...PRELUDE, ...BOUNDARY_PRELUDE, ...body, 'P("end", budget >= 0)'];
}

class Writer {
  constructor(seed) {
    this.state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
    /** Visible variables: name, kind, and whether they may be assigned. */
    this.scope = [];
    this.names = 0;
    /** Whether `...` and `coroutine.yield` make sense at this place. */
    this.vararg = true;
    this.inCoroutine = false;
    /** Whether an error is caught at this place, so that wrong types may be tried. */
    this.careless = false;
  }

  // mulberry32
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit) { return Math.floor(this.next() * limit); }
  chance(percent) { return this.next() * 100 < percent; }
  pick(list) { return list[this.below(list.length)]; }

  fresh(prefix) { return `${prefix}${++this.names}`; }
  declare(name, kind, assignable = true) { this.scope.push({ name, kind, assignable }); return name; }
  variables(kind) { return this.scope.filter((variable) => variable.kind === kind || kind === 'any' || (kind === 'number' && variable.kind === 'integer')); }

  // Writes something with a scope of its own.
  scoped(write, changes = {}) {
    const { vararg, inCoroutine, careless } = this;
    const depth = this.scope.length;
    Object.assign(this, changes);
    const result = write();
    this.scope.length = depth;
    Object.assign(this, { vararg, inCoroutine, careless });
    return result;
  }

  block(count, depth) {
    return Array.from({ length: count }, () => this.statement(depth)).flat();
  }

  nested(head, tail, depth, { start = [], end = [], changes = {}, declare = () => {}, count = 1 + this.below(4) } = {}) {
    return this.scoped(() => {
      declare();
      return { head, body: [...start, ...this.block(count, depth + 1), ...end], tail };
    }, changes);
  }

  statement(depth) {
    const simple = [() => this.local(), () => this.local(), () => this.assignment(), () => this.print(), () => this.print(), () => this.tableChange(), () => this.multiple(), () => this.caught(depth)];
    if (depth >= 3) return this.pick(simple)();
    const compound = [() => this.ifs(depth), () => this.numericFor(depth), () => this.genericFor(depth), () => this.whileLoop(depth), () => this.functionStatement(depth), () => this.caught(depth), () => this.coroutineStatement(depth), () => this.doBlock(depth), () => this.continuing(depth)];
    return this.pick(this.chance(55) ? simple : compound)();
  }

  local() {
    const kind = this.pick(KINDS);
    const value = this.expression(kind, 3);
    const attribute = this.chance(10) ? ' <const>' : '';
    const name = this.fresh('v');
    this.declare(name, kind, !attribute);
    return [`local ${name}${attribute} = ${value}`];
  }

  assignment() {
    const targets = this.scope.filter(({ assignable, kind }) => assignable && kind !== 'table' && kind !== 'function');
    if (targets.length === 0) return this.local();
    const { name, kind } = this.pick(targets);
    return [`${name} = ${this.expression(kind, 3)}`];
  }

  multiple() {
    const targets = this.scope.filter(({ assignable, kind }) => assignable && kind === 'integer');
    if (targets.length < 2) return this.local();
    const [left, right] = [this.pick(targets).name, this.pick(targets).name];
    if (left === right) return this.local();
    return [`${left}, ${right} = ${right}, ${left}`, `P(${left}, ${right})`];
  }

  print() {
    const values = Array.from({ length: 1 + this.below(3) }, () => this.expression(this.pick(KINDS), 3));
    return [`P(${values.join(', ')})`];
  }

  tableChange() {
    const tables = this.variables('table');
    if (tables.length === 0) {
      const value = this.table(2);
      return [`local ${this.declare(this.fresh('t'), 'table')} = ${value}`];
    }
    const { name } = this.pick(tables);
    const value = this.item(2);
    return [this.pick([
      // The value first: what it calls may make the list shorter.
      () => `do local value = ${value} ${name}[#${name} + 1] = value end`,
      () => `${name}.${this.pick(['x', 'y', 'name'])} = ${value}`,
      () => `table.insert(${name}, 1, ${value})`,
      () => `P(table.remove(${name}))`,
      () => `P(#${name}, ${name}[1], ${name}.x)`,
      () => `P(pcall(table.concat, ${name}, ","))`,
      // Where a sort fails, what was compared and how far it came is each implementation's own.
      () => `do local n = 0 for _ in ipairs(${name}) do n = n + 1 end local list = table.move(${name}, 1, n, 1, {}) table.sort(list, function(a, b) return S(a) < S(b) end) P(table.unpack(list)) end`,
      () => `P(table.unpack(${name}, 1, 3))`,
      () => `P(select(${this.pick(['1', '2', '-1', '"#"'])}, table.unpack(${name}, 1, 3)))`,
      () => `table.move(${name}, 1, 2, 2)`,
      () => `P(rawlen(${name}), rawget(${name}, 1), next({}))`,
    ])()];
  }

  ifs(depth) {
    const statement = this.nested(`if ${this.expression('boolean', 3)} then`, 'end', depth);
    while (this.chance(30)) statement.body.push(`elseif ${this.expression('boolean', 2)} then`, ...this.nested('', '', depth).body);
    if (this.chance(50)) statement.body.push('else', ...this.nested('', '', depth).body);
    return [statement];
  }

  numericFor(depth) {
    const name = this.fresh('i');
    const head = this.pick([
      () => `for ${name} = 1, ${1 + this.below(5)} do`,
      () => `for ${name} = ${this.below(5)}, -${this.below(3)}, -${1 + this.below(2)} do`,
      () => `for ${name} = ${this.pick(['1.0', '0.5', '2'])}, ${this.pick(['3', '2.5'])}, ${this.pick(['0.5', '1', '1.0'])} do`,
      () => `for ${name} = math.maxinteger - ${this.below(3)}, math.maxinteger do`,
      () => `for ${name} = math.mininteger + ${this.below(3)}, math.mininteger, -1 do`,
    ])();
    const kind = head.includes('.') && !head.includes('math') ? 'number' : 'integer';
    return [this.nested(head, 'end', depth, { start: ['tick()'], declare: () => this.declare(name, kind), end: this.leaving() })];
  }

  genericFor(depth) {
    const [key, value] = [this.fresh('k'), this.fresh('e')];
    if (this.chance(30)) {
      const head = `for ${key} in (${this.expression('string', 2)}):gmatch(${this.pick(PATTERNS)}) do`;
      return [this.nested(head, 'end', depth, { start: ['tick()'], declare: () => this.declare(key, 'any') })];
    }
    const head = `for ${key}, ${value} in ipairs(${this.pick(this.variables('table'))?.name ?? this.table(2)}) do`;
    return [this.nested(head, 'end', depth, {
      start: ['tick()', `if ${key} > 6 then break end`], declare: () => { this.declare(key, 'integer'); this.declare(value, 'any'); },
    })];
  }

  whileLoop(depth) {
    const counter = this.fresh('n');
    const limit = 1 + this.below(4);
    const start = [`${counter} = ${counter} + 1`, 'tick()'];
    const declare = () => this.declare(counter, 'integer', false);
    const loop = this.chance(50)
      ? this.nested(`while ${counter} < ${limit} do`, 'end', depth, { start, declare, end: this.leaving() })
      : this.nested('repeat', `until ${counter} >= ${limit}`, depth, { start, declare });
    return [`local ${counter} = 0`, loop];
  }

  leaving() { return this.chance(15) ? [`if ${this.expression('boolean', 2)} then break end`] : []; }

  continuing(depth) {
    const name = this.fresh('i');
    const label = this.fresh('continue');
    const inner = this.nested('do', 'end', depth + 1, { declare: () => this.declare(name, 'integer'), start: [`if ${name} % 2 == 0 then goto ${label} end`] });
    return [{ head: `for ${name} = 1, 4 do`, body: ['tick()', inner], tail: `::${label}:: end` }];
  }

  doBlock(depth) {
    if (this.chance(60)) return [this.nested('do', 'end', depth)];
    const name = this.fresh('c');
    return [this.nested('do', 'end', depth, { start: [`local ${name} <close> = new()`], declare: () => this.declare(name, 'any', false) })];
  }

  functionStatement(depth) {
    const name = this.fresh('f');
    const parameters = Array.from({ length: this.below(4) }, () => this.fresh('p'));
    const vararg = this.chance(30);
    const list = [...parameters, ...(vararg ? ['...'] : [])].join(', ');
    const result = this.nested(`local function ${name}(${list})`, 'end', depth, {
      start: ['tick()'],
      changes: { vararg, inCoroutine: false, careless: true },
      declare: () => parameters.forEach((parameter) => this.declare(parameter, 'any')),
    });
    this.scoped(() => {
      parameters.forEach((parameter) => this.declare(parameter, 'any'));
      result.body.push(this.returning());
    }, { vararg });
    this.declare(name, 'function', false);
    return [result, `P(pcall(${[name, ...this.some(3)].join(', ')}))`];
  }

  returning() {
    const values = this.some(3);
    if (this.vararg && this.chance(40)) values.push('...');
    return `return ${values.join(', ')}`;
  }

  some(most) { return Array.from({ length: this.below(most + 1) }, () => this.expression(this.pick(KINDS), 2)); }

  // Something that may well fail, its message printed.
  caught(depth) {
    if (depth < 3 && this.chance(40)) {
      return [this.nested('P(pcall(function(...)', `end${this.some(2).map((value) => `, ${value}`).join('')}))`, depth, {
        changes: { vararg: true, careless: true }, start: ['tick()'], end: this.chance(50) ? [this.wrong()] : [],
      })];
    }
    return [`P(pcall(function(...) ${this.wrong()} end${this.some(2).map((value) => `, ${value}`).join('')}))`];
  }

  // A statement that often raises an error, the last of its block.
  wrong() {
    const any = () => this.expression('any', 2);
    const variable = () => this.pick(this.scope)?.name ?? 'missing';
    return this.pick([
      () => `return ${this.atom(any())} + ${this.atom(any())}`,
      () => `return ${variable()} .. ${this.atom(any())}`,
      () => `return ${variable()}.field.deeper`,
      () => `return ${variable()}.x`,
      () => `return ${variable()}()`,
      () => `return ${variable()} < ${this.atom(any())}`,
      () => `return #${variable()}`,
      () => `return -${variable()}`,
      () => `return ${variable()} & ${this.expression('number', 1)}`,
      () => `return ${this.atom(this.expression('integer', 2))} ${this.pick(['//', '%'])} 0`,
      () => `${variable()}.x = 1`,
      () => `missing.x = 1`,
      () => `missing()`,
      () => `error(${any()})`,
      () => `error(${this.expression('string', 2)}, ${this.below(3)})`,
      () => `assert(${any()}, ${any()})`,
      () => `return ${this.call(2)}`,
      () => `return setmetatable(${any()}, ${any()})`,
      () => `return ${this.pick(['S', 'tonumber', 'math.floor', 'math.type', 'ipairs', 'select', 'table.unpack', 'math.tointeger', 'rawlen'])}(${this.some(2).join(', ')})`,
      () => `return string.byte(N(${any()}), ${any()})`,
      // A key that is a float is none to the reference, even where it is a whole number.
      () => `return next(${any()}, ${this.expression('string', 1)}) == nil`,
      () => `for _ = ${this.expression('any', 1)}, 3 do break end`,
      () => `return (${variable()}):${this.pick(['upper', 'len', 'nothing'])}()`,
      () => `local c <close> = ${any()}`,
      () => `return (${this.expression('string', 1)}):${this.pick(['find', 'match', 'gsub'])}(${this.pick(BROKEN_PATTERNS)}, ${this.pick(TEMPLATES)})`,
    ])();
  }

  coroutineStatement(depth) {
    const name = this.fresh('co');
    const body = this.nested(`local ${name} = coroutine.create(function(...)`, 'end)', depth, {
      start: ['tick()'], changes: { vararg: true, inCoroutine: true, careless: true }, end: [this.chance(80) ? `return ${this.some(2).join(', ')}` : this.wrong()],
    });
    const resumes = Array.from({ length: 1 + this.below(4) }, () => `P(coroutine.resume(${[name, ...this.some(2)].join(', ')}))`);
    this.declare(name, 'any', false);
    return [body, ...resumes, `P(coroutine.status(${name}))`, ...(this.chance(30) ? [`P(coroutine.close(${name}))`] : [])];
  }

  atom(text) { return /^[\w.]+$/.test(text) ? text : `(${text})`; }

  expression(kind, depth) {
    if (this.careless && this.chance(3)) return `N(${this.leaf(this.pick(KINDS))})`;
    if (depth <= 0 || this.chance(25)) return this.leaf(kind);
    return this[`${kind}Expression`](depth - 1);
  }

  leaf(kind) {
    const variables = this.variables(kind);
    if (variables.length > 0 && this.chance(65)) return this.pick(variables).name;
    switch (kind) {
      case 'integer': return this.atom(this.pick(INTEGERS));
      case 'number': return this.atom(this.pick([...INTEGERS, ...FLOATS]));
      case 'string': return `(${this.pick(STRINGS)})`;
      case 'boolean': return this.pick(['true', 'false']);
      case 'table': return this.pick(['{}', '{ 1, 2, 3 }', '{ x = 1 }']);
      case 'function': return this.pick(['S', 'type', '(function(...) return ... end)', 'math.max', 'U']);
      default: return this.chance(20) ? 'nil' : this.leaf(this.pick(KINDS.slice(0, 5)));
    }
  }

  integerExpression(depth) {
    const [left, right] = [() => this.expression('integer', depth), () => this.expression('integer', depth)];
    return this.pick([
      () => `(${left()} ${this.pick(['+', '-', '*', '&', '|', '~'])} ${right()})`,
      () => `(${left()} ${this.pick(['<<', '>>'])} ${this.pick(['1', '3', '63', '64', '-1'])})`,
      () => `(${left()} ${this.pick(['//', '%'])} ${this.pick(['2', '-3', '7', '-1', 'math.maxinteger'])})`,
      () => `(${this.pick(['-', '~'])}${left()})`,
      () => `#${this.expression('string', depth)}`,
      () => `(${this.expression('string', depth)}):len()`,
      () => `math.max(${left()}, ${right()})`,
      () => `(${this.expression('boolean', depth)} and ${left()} or ${right()})`,
      () => `(math.tointeger(${left()}) or 0)`,
      () => `((${this.expression('string', depth)}):find(${this.expression('string', depth)}, 1, true) or 0)`,
      () => (this.vararg ? 'select("#", ...)' : left()),
      () => `math.abs(${left()})`,
      () => `((${this.expression('string', depth)}):byte() or 0)`,
    ])();
  }

  numberExpression(depth) {
    const [left, right] = [() => this.expression('number', depth), () => this.expression('number', depth)];
    return this.pick([
      () => `(${left()} ${this.pick(['+', '*', '/'])} ${right()})`,
      () => `(${left()} - ${notConstant(right())})`,
      () => `(${left()} ${this.pick(['//', '%'])} ${this.pick(['2', '-3', '0.5', '-1.5', '1e15', '0.0'])})`,
      () => `(${left()} ^ ${this.pick(['2', '1', '0', '-1'])})`,
      () => `(-${left()})`,
      () => `math.${this.pick(['floor', 'ceil', 'abs', 'sqrt'])}(${left()})`,
      () => `math.${this.pick(['max', 'min'])}(${left()}, ${right()})`,
      () => `math.fmod(${left()}, ${this.pick(['2', '-3', '0.5', '2.5'])})`,
      () => `(${this.pick(['"10"', '"0x1F"', '" 5 "', '"1.5"'])} ${this.pick(['+', '*', '//', '%'])} ${this.pick(['3', '2.5', '"4"'])})`,
      () => `(${this.expression('boolean', depth)} and ${left()} or ${right()})`,
      () => `(tonumber(${this.expression('string', depth)}) or ${left()})`,
      () => this.integerExpression(depth),
    ])();
  }

  stringExpression(depth) {
    const string = () => this.expression('string', depth);
    return this.pick([
      () => `C(${string()} .. ${string()})`,
      () => `(${string()} .. ${this.expression('integer', depth)})`,
      () => `(${string()}):${this.pick(['upper', 'lower', 'reverse'])}()`,
      () => `(${string()}):sub(${this.below(5) - 2}, ${this.below(8) - 3})`,
      () => `C((${string()}):rep(${this.below(4)}${this.chance(30) ? ', ","' : ''}))`,
      () => `C(((${string()}):gsub(${this.pick(PATTERNS)}, ${this.pick(this.careless ? TEMPLATES : SAFE_TEMPLATES)}${this.chance(20) ? ', 1' : ''})))`,
      () => `S((${string()}):match(${this.pick(PATTERNS)}))`,
      () => this.format(depth),
      () => `S(${this.expression('any', depth)})`,
      () => `type(${this.expression('any', depth)})`,
      () => `(${this.expression('boolean', depth)} and ${string()} or ${string()})`,
      () => `string.char(${65 + this.below(26)}, ${97 + this.below(26)})`,
      () => `S(math.type(${this.expression('any', depth)}))`,
    ])();
  }

  format(depth) {
    const [format, ...kinds] = this.pick(this.careless ? FORMATS : SAFE_FORMATS);
    // A nan's sign is not the same everywhere.
    const values = kinds.map((kind) => (kind === 'number' ? `(function(n) return n == n and n or 0 end)(${this.expression('number', depth)})` : kind === 'any' ? `S(${this.expression('any', depth)})` : this.expression(kind, depth)));
    return `C(string.format(${[format, ...values].join(', ')}))`;
  }

  booleanExpression(depth) {
    return this.pick([
      () => `(${this.expression('number', depth)} ${this.pick(['<', '<=', '>', '>=', '==', '~='])} ${this.expression('number', depth)})`,
      () => `(${this.expression('string', depth)} ${this.pick(['<', '<=', '>', '>=', '==', '~='])} ${this.expression('string', depth)})`,
      () => `(${this.expression('any', depth)} ${this.pick(['==', '~='])} ${this.expression('any', depth)})`,
      () => `(not ${this.expression('any', depth)})`,
      () => `(${this.expression('boolean', depth)} ${this.pick(['and', 'or'])} ${this.expression('boolean', depth)})`,
      () => `math.ult(${this.expression('integer', depth)}, ${this.expression('integer', depth)})`,
      () => `rawequal(${this.expression('any', depth)}, ${this.expression('any', depth)})`,
    ])();
  }

  tableExpression(depth) { return this.table(depth); }

  table(depth) {
    const items = Array.from({ length: this.below(4) }, () => this.item(depth));
    if (this.chance(40)) items.push(`${this.pick(['x', 'y', 'name'])} = ${this.expression('any', depth)}`);
    if (this.chance(15)) items.push(`[${this.pick(['1.5', '"k"', 'true', '-1', '2^40'])}] = ${this.expression('integer', depth)}`);
    if (this.vararg && this.chance(10)) items.push('A(...)');
    return `{ ${items.join(', ')} }`;
  }

  /** What may lie in a list: never nil. */
  item(depth) {
    const value = this.expression(this.pick(['integer', 'string', 'number']), depth);
    return /^(?:-?[\d.]+|"[^"]*")$/.test(value) ? value : `V(${value})`;
  }

  functionExpression(depth) {
    const parameter = this.fresh('q');
    return this.scoped(() => {
      this.declare(parameter, 'any');
      return `(function(${parameter}, ...) tick() return ${this.expression('any', depth)}, ... end)`;
    }, { vararg: true, inCoroutine: false });
  }

  call(depth) {
    const callee = this.chance(60) ? this.leaf('function') : this.functionExpression(depth);
    const values = this.some(3);
    if (this.vararg && this.chance(15)) values.push('...');
    return `${callee}(${values.join(', ')})`;
  }

  anyExpression(depth) {
    return this.pick([
      () => this.expression(this.pick(KINDS.slice(0, 5)), depth),
      () => `(select(2, pcall(${[this.leaf('function'), ...this.some(2)].join(', ')})))`,
      () => `(${this.table(depth)})[${this.expression('integer', 0)}]`,
      () => `(${this.leaf('table')}).${this.pick(['x', 'y', 'name', 'missing'])}`,
      () => `new(${this.chance(30) ? this.table(depth) : ''})`,
      () => `(${this.expression('any', depth)} ${this.pick(['and', 'or'])} ${this.expression('any', depth)})`,
      () => (this.vararg ? '(...)' : 'nil'),
      () => (this.inCoroutine ? `coroutine.yield(${this.some(2).join(', ')})` : 'nil'),
      () => `(${this.careless ? '{}' : 'new()'} ${this.pick(['+', '-', '..', '&', '//', '==', '<'])} ${this.expression('any', 0)})`,
      () => `load(${this.pick(['"return 1 + 1"', '"return ..."', '"x ="', '"return x.y"', '"local a <const> = 1; a = 2"'])}, "=loaded")`,
      () => 'coroutine.isyieldable()',
    ])();
  }
}

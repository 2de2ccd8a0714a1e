// Tables whose keys go from the list into the hash and back, and grow over the sizes at which they are stored in another way.

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 200, 256, 257];

/** A table, and what is done to it. */
export function tableBoundaries(writer) {
  const t = writer.fresh('t');
  const steps = Array.from({ length: 4 + writer.below(8) }, () => change(writer, t));
  return [
    { head: 'do', tail: 'end', body: [
      `local ${t}, sum = ${constructor(writer)}, 0`,
      ...steps.flatMap((step) => (writer.chance(40) ? [step, look(writer, t)] : [step])),
      `P(D(${t}), L(${t}))`,
      `for k, v in next, ${t} do ${t}[k] = nil end P(next(${t}), #${t})`,
      ...(writer.chance(40) ? [change(writer, t), `P(D(${t}), L(${t}))`] : []),
    ] },
  ];
}

function constructor(writer) {
  const size = writer.pick([0, 0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 49, 50, 51, 52]);
  const items = Array.from({ length: size }, (_, index) => (writer.chance(6) ? 'nil' : `${index + 1}`));
  const named = Array.from({ length: writer.pick([0, 0, 1, 2, 7, 8, 9]) }, () => `[${key(writer)}] = ${writer.below(9)}`);
  // Named ones among the others, and several results at the end.
  for (const one of named) items.splice(writer.below(items.length + 1), 0, one);
  if (writer.chance(20)) items.push(writer.pick(['...', 'table.unpack({ 1, 2, 3 })', '(function() return 1, nil, 3 end)()', '(function() end)()']));
  return `(function(...) return { ${items.join(', ')} } end)(${writer.pick(['', '7', '7, 8', 'nil, 9', '1, nil, 3'])})`;
}

function key(writer) {
  return writer.pick([
    () => `${1 + writer.below(12)}`,
    () => `${writer.pick([0, -1, 1, 2, 3])}`,
    () => `${1 + writer.below(6)}.0`,
    () => `${writer.below(6)}.5`,
    () => `${writer.pick(['1 << ', '-1 << ', '2.0^'])}${writer.pick([1, 2, 3, 4, 5, 8, 16, 30, 31, 32, 52, 53, 62, 63])}`,
    () => writer.pick(['math.maxinteger', 'math.mininteger', '2^53 + 2', '1e100', '1/0', '-0.0', '1 << 31 | 1', '(1 << 53) + 1']),
    () => `"${writer.pick(['a', 'b', 'name', 'x'.repeat(40), 'x'.repeat(41), 'y'.repeat(100)])}"`,
    () => writer.pick(['true', 'false', 'P', 'tick']),
  ])();
}

function change(writer, t) {
  const n = writer.pick(SIZES);
  const [low, high] = [1 + writer.below(n), n + writer.below(20)];
  const value = writer.pick(['i', '-i', '"v" .. i', 'i * 0.5', 'true', '{}']);
  const i = 'i';
  return writer.pick([
    () => `for i = 1, ${n} do ${t}[i] = ${value} end`,
    () => `for i = ${n}, 1, -1 do ${t}[i] = ${value} end`,
    () => `for i = ${low}, ${high} do ${t}[i] = ${value} end`,
    () => `for i = ${low}, ${high}, ${2 + writer.below(3)} do ${t}[i] = ${value} end`,
    () => `for i = 1, ${n} do ${t}[i] = nil end`,
    () => `for i = ${high}, ${low}, -1 do ${t}[i] = nil end`,
    () => `for i = ${low}, ${high}, 2 do ${t}[i] = nil end`,
    () => `for i = 1, ${n} do ${t}[(i * ${writer.pick([7, 13, 31])}) % ${n + 1}] = ${value} end`,
    () => `for i = 0, ${writer.pick([3, 7, 15, 31, 62, 63])} do ${t}[${writer.pick(['1 << i', '-(1 << i)', '2.0 ^ i', '3 * (1 << i)', '(1 << i) - 1'])}] = ${value} end`,
    () => `for i = 1, ${n} do ${t}[${writer.pick(['"k" .. i', '("long key "):rep(5) .. i', 'i + 0.5', 'i + 0.0', '-i', 'i * 65536', 'i << 40', '2^53 + i', 'math.maxinteger - i', '(i & 1 == 0) and i or "s" .. i'])}] = ${value} end`,
    () => `for i = 1, ${n} do ${t}[${writer.pick(['"k" .. i', '("long key "):rep(5) .. i', 'i + 0.5', '-i', 'i * 65536'])}] = nil end`,
    () => `${t}[${key(writer)}] = ${writer.pick(['1', 'nil', '"v"'])}`,
    () => `for i = 1, ${n} do local k = {} ${t}[k] = i if i % 3 ~= 0 then ${t}[k] = nil end end`,
    () => `for k, v in next, ${t} do ${t}[k] = ${writer.pick(['nil', '1', 'S(v)', '(v ~= 1) or nil'])} end`,
    () => `for k, v in next, ${t} do if ${writer.pick(['math.type(k) == "integer" and k % 2 == 0', 'type(k) == "string"', 'type(k) == "number" and k > 4', 'type(k) == "table"'])} then ${t}[k] = nil end end`,
    () => `do local k repeat local was = k k = next(${t}, k) if was ~= nil then ${t}[was] = nil end until k == nil end`,
    // Only here is there but one border.
    () => `if next(${t}) == nil then for i = 1, ${n} do ${t}[#${t} + 1] = i end end`,
    () => `do local list = {} for i = 1, ${n} do list[i] = i end table.insert(list, ${writer.pick(['1', '#list', '#list + 1', '(#list + 1) // 2'])}, "in") P(#list, list[1], list[#list]) P(table.remove(list${writer.pick(['', ', 1', ', #list', ', #list // 2 + 1', ', #list + 1'])}), #list) ${t} = list end`,
    () => `do local list = {} for i = ${n}, 1, -1 do list[i] = i end for i = 1, ${writer.pick([1, 3, 20])} do table.insert(list, 1 + i % (#list + 1), -i) end for i = 1, ${writer.pick([1, 5, 30])} do if #list > 0 then sum = sum + table.remove(list, 1 + i % #list) end end P(#list, sum, table.concat(list, ",", 1, math.min(#list, 9))) end`,
    () => `table.move(${t}, ${low}, ${high}, ${writer.pick(['1', '2', `${low}`, `${high}`, '-3', '100', '1 << 40'])}${writer.pick(['', ', {}', `, ${t}`])})`,
    () => `P(select("#", table.unpack(${t}, ${writer.pick([0, 1, -2, low])}, ${n})), (select(-1, 0, table.unpack(${t}, 1, ${n}))) == nil)`,
    () => `P(pcall(table.concat, ${t}, ",", ${low}, ${low + 3}))`,
    () => `do local list = {} for i = 1, ${n} do list[i] = (i * 7919) % ${n + 3} end table.sort(list${writer.pick(['', ', function(a, b) return a > b end'])}) P(table.concat(list, ",", 1, math.min(#list, 12))) end`,
    // What is made in a function of its own is on no stack when the garbage is collected.
    () => `do local weak, o = setmetatable({}, { __mode = "${writer.pick(['k', 'v', 'kv'])}" }), {} (function() for i = 1, ${n} do weak[i] = {} weak[{}] = i weak["k" .. i] = o weak[o] = i end end)() ${writer.pick(['weak[o] = nil', 'weak[3] = nil', 'o = nil', ''])} collectgarbage() collectgarbage() P(D(weak)) end`,
    () => `do local q, first, last = {}, 1, 0 for i = 1, ${n * 3} do last = last + 1 q[last] = i if i % ${2 + writer.below(3)} ~= 0 then sum = sum + q[first] q[first] = nil first = first + 1 end end P(first, last, sum, D(q)) end`,
    () => `do local copy = {} for k, v in next, ${t} do copy[k] = v end local same = true for k, v in next, copy do if ${t}[k] ~= v then same = false end ${t}[k] = nil end P(same, next(${t})) for k, v in next, copy do ${t}[k] = v end end`,
    () => `do local ${i} = 0 for _, v in ipairs(${t}) do ${i} = ${i} + 1 if ${i} > ${n} then break end end P(${i}) end`,
  ])();
}

function look(writer, t) {
  return writer.pick([
    () => `P(D(${t}))`,
    () => `P(L(${t}))`,
    () => `P(${t}[${key(writer)}], ${t}[${key(writer)}], rawget(${t}, ${key(writer)}))`,
    () => `do local n = 0 for k, v in pairs(${t}) do n = n + 1 if ${t}[k] ~= v then P("lost", k) end end P(n) end`,
    () => `do local n, k = 0, next(${t}) while k ~= nil do n = n + 1 k = next(${t}, k) end P(n) end`,
    // What follows a key is nobody's promise, and a new object may lie where one lay whose key is dead.
    () => `P((pcall(next, ${t}, ${writer.pick(['"no such key"', '-77', '1e9', 'NO_KEY', '0.25', '("none"):rep(13)'])})))`,
    () => 'collectgarbage()',
  ])();
}

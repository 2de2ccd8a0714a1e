// Programs as trees of statements: a statement is a line of text, or `{ head, body, tail }` with statements in its body.

/** The text of a program. */
export function render(statements, indent = '') {
  return statements.map((statement) => renderOne(statement, indent)).join('');
}

function renderOne(statement, indent) {
  if (typeof statement === 'string') return `${indent}${statement}\n`;
  return `${indent}${statement.head}\n${render(statement.body, `${indent}  `)}${indent}${statement.tail}\n`;
}

// What makes loops end.
const needed = (statement) => typeof statement === 'string' && /^(tick\(\)|n\d+ = n\d+ \+ 1|local (budget|function tick))/.test(statement);

/** All programs with some statements less, the largest cuts first. */
export function* dropEach(statements) {
  for (let size = statements.length >> 1; size > 1; size >>= 1) {
    for (let at = 0; at + size <= statements.length; at += size) {
      if (!statements.slice(at, at + size).some(needed)) yield statements.toSpliced(at, size);
    }
  }
  for (let at = statements.length - 1; at >= 0; at--) {
    if (needed(statements[at])) continue;
    yield statements.toSpliced(at, 1);
    const statement = statements[at];
    if (typeof statement === 'string') continue;
    for (const body of dropEach(statement.body)) yield statements.toSpliced(at, 1, { ...statement, body });
  }
}

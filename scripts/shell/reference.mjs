// api/index.html: the reference for readers of the page, from the same data as the editor's hovers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { root } from '../paths.mjs';

// Doc comments are read as the editor reads them.
const { docBlocks } = await loadTypeScript('web/src/editor/doc-text.ts');

/** Writes api/index.html into the site. */
export function writeReference(site) {
  const data = JSON.parse(readFileSync(join(root, 'web/src/editor/interface.json'), 'utf8'));
  mkdirSync(join(site, 'api'), { recursive: true });
  writeFileSync(join(site, 'api/index.html'), page(data));
}

/** A module of the page that imports nothing. Node 20 runs no TypeScript. */
async function loadTypeScript(path) {
  const { code } = await transform(readFileSync(join(root, path), 'utf8'), { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Doc text as HTML. */
function markdown(doc) {
  return docBlocks(doc).map((block) => {
    if (block.kind === 'code') return `<pre>${escape(block.text)}</pre>`;
    return `<p>${block.parts.map(({ kind, text }) => (kind === 'text' ? escape(text) : `<${kind}>${escape(text)}</${kind}>`)).join('')}</p>`;
  }).join('\n');
}

function signature(name, { params, type, value, default: standard, range }) {
  if (!params) return `${name}: ${type}${value ?? standard ? ` = ${value ?? standard}` : ''}${range ? ` (${range})` : ''}`;
  const texts = params.map((param) => (param.name === '...' ? '...' : `${param.name}: ${param.type}${param.default === undefined ? '' : ` = ${param.default}`}`));
  return `${name}(${texts.join(', ')})${type === 'nil' || type === undefined ? '' : ` → ${type}`}`;
}

function entry(path, member) {
  const taken = (member.params ?? []).flatMap(({ options }) => options ?? []);
  const options = taken.map((name) => `<p>Options: <a href="#${escape(name)}">${escape(name)}</a></p>`).join('');
  return `<section id="${escape(path)}"><h3><a href="#${escape(path)}">${escape(signature(path, member))}</a></h3>\n${markdown(member.doc)}${options}</section>`;
}

function group(id, title, doc, entries) {
  return `<section id="${escape(id)}"><h2>${escape(title)}</h2>\n${markdown(doc)}\n${entries.join('\n')}</section>`;
}

function page({ modules, types, options, languages, hooks }) {
  const own = Object.entries(modules);
  const libraries = Object.entries(languages).filter(([, { globals, modules: owners }]) => Object.keys(globals).length + Object.keys(owners).length > 0);
  const membersOf = (name, members, sign) => Object.entries(members).map(([member, definition]) =>
    entry(`${name}${definition.isMethod ? ':' : sign}${member}`, definition));
  const moduleGroup = ([name, module]) => group(name, name, module.doc,
    [...(module.call ? [entry(`${name}()`, { ...module.call })] : []), ...membersOf(name, module.members, '.')]);
  // A type that shares its module's name has an anchor of its own; its members are where the editor's links point.
  const typeGroup = ([name, type]) => group(name in modules ? `type-${name}` : name, `${name}, the type`, type.doc, membersOf(name, type.members, '.'));
  const links = (title, items) => `<h2>${title}</h2><ul>${items.map(([id, text]) => `<li><a href="#${id}">${text}</a></li>`).join('')}</ul>`;
  const named = (entries, prefix = () => '') => entries.map(([name]) => [`${prefix(name)}${name}`, name]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'">
<title>What scripts can use – Luminara Playground</title>
<link rel="icon" href="../icons/icon.svg">
<script src="../theme.js"></script>
<link rel="stylesheet" href="../tokens.css">
<link rel="stylesheet" href="../page.css">
<link rel="stylesheet" href="../reference.css">
</head>
<body class="reference">
<nav aria-label="Entries">
<p><a href="../">Luminara Playground</a></p>
${links('Modules', named(own))}
${links('Types', named(Object.entries(types), (name) => (name in modules ? 'type-' : '')))}
${links('Options', named(Object.entries(options)))}
${links('Hooks', named(Object.entries(hooks)))}
${libraries.map(([id, { name }]) => links(name, [[id, 'its own library']])).join('\n')}
</nav>
<main>
<h1>What scripts can use</h1>
<p>Functions check their arguments: one of the wrong type is an error that names the argument, what it expects and what it got. A parameter whose type ends in <code>?</code>, or with
a default, may be left out. Lengths are metres, times seconds, angles radians, +X is right, +Y up and -Z forward, unless an entry says otherwise.</p>
${own.map(moduleGroup).join('\n')}
${Object.entries(types).map(typeGroup).join('\n')}
${Object.entries(options).map(([name, { doc, members }]) => group(name, `${name}, options`, doc, membersOf(name, members, '.'))).join('\n')}
${group('hooks-of-a-script', 'Hooks of a script', 'Functions that a script defines and the engine calls, all of them optional.',
    Object.entries(hooks).map(([name, hook]) => entry(name, { ...hook, type: 'nil' })))}
${libraries.map(([id, { name, globals, modules: owners }]) => group(id, `${name}’s own library`, 'Without what reaches files and processes.',
    [...Object.entries(globals).map(([global, member]) => entry(global, member)), ...Object.entries(owners).flatMap(([owner, members]) => membersOf(owner, members, '.'))])).join('\n')}
</main>
</body>
</html>
`;
}

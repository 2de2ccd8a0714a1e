// The folders of tests/scenes, in the browser: the same console lines, problems, sounds and state hash as natively.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { openReady } from './page.mjs';

const SCENES = fileURLToPath(new URL('../scenes', import.meta.url));
const NOT_OF_THE_PROJECT = new Set(['scene.toml', 'expected.toml', 'expected.png', 'actual.png']);

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path).replaceAll('\\', '/'))
    .filter((name) => !NOT_OF_THE_PROJECT.has(name));
}

function readScene(name) {
  const folder = join(SCENES, name);
  const read = (file) => readFileSync(join(folder, file), 'utf8');
  return {
    name,
    scenario: { frames: 60, input: [], edit: [], ...parse(read('scene.toml')) },
    expected: parse(read('expected.toml')),
    files: Object.fromEntries(filesBelow(folder).map((file) => [file, contentOf(join(folder, file))])),
  };
}

/** Text, or bytes in a form that crosses to the page. */
function contentOf(path) {
  const bytes = readFileSync(path);
  const text = bytes.toString();
  return Buffer.from(text).equals(bytes) && !text.includes('\0') ? text : { base64: bytes.toString('base64') };
}

/** Runs in the page. */
async function play({ files: sent, scenario }) {
  const decode = (content) => (typeof content === 'string' ? content : Uint8Array.from(atob(content.base64), (c) => c.charCodeAt(0)));
  const files = Object.fromEntries(Object.entries(sent).map(([name, content]) => [name, decode(content)]));
  const element = document.querySelector('luminara-playground');
  const lines = [];
  const listen = ({ detail }) => lines.push(detail);
  const heard = [];
  const hear = ({ detail }) => heard.push(detail);
  await element.pause();
  // The scene before may have left sounds, which a load ends.
  element.files = { 'main.lua': '' };
  await element.step(1);
  element.addEventListener('console', listen);
  element.addEventListener('audio', hear);
  element.files = files;
  const inputs = scenario.input.map(({ frame, ...event }) => ({ frame, event }));
  let frame = 0;
  const stepTo = async (target) => {
    if (target > frame) await element.step(target - frame, inputs);
    frame = Math.max(frame, target);
  };
  const current = { ...files };
  for (const edit of [...scenario.edit].sort((a, b) => a.frame - b.frame)) {
    await stepTo(edit.frame - 1);
    if (edit.with === undefined) {
      await element.removeFile(edit.file);
      continue;
    }
    current[edit.file] = edit.replace === undefined ? edit.with : current[edit.file].replaceAll(edit.replace, edit.with);
    await element.edit(edit.file, current[edit.file]);
  }
  await stepTo(scenario.frames);
  const hash = await element.stateHash();
  const { problems } = element;
  element.removeEventListener('console', listen);
  element.removeEventListener('audio', hear);
  return { lines, heard, hash, problems };
}

/** `file:line:column`, without the parts that aren't known. */
function placeText({ file, line, column }) {
  return [file, line, column].filter((part) => part !== 0).join(':');
}

/** As `luminara run` prints it, behind the frame's number. */
function lineText({ level, text, position, frame }) {
  const where = position === null ? '' : `${placeText(position)}: `;
  const loud = level === 'warn' || level === 'error';
  return `${frame} ${level === 'info' ? '' : `[${level}] `}${loud ? where : ''}${text}`;
}

/** A sound's command as it is compared: without what isn't said of it. */
function command(of) {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== null && value !== undefined));
}

/** As natively, where a line is a frame's number and the command as JSON. */
function readHeard(line) {
  const space = line.indexOf(' ');
  return { frame: Number(line.slice(0, space)), command: command(JSON.parse(line.slice(space + 1))) };
}

test('every scene says and does the same as natively', async () => {
  const { page, complaints } = await openReady();
  const folders = readdirSync(SCENES).filter((folder) => statSync(join(SCENES, folder)).isDirectory());
  const differing = [];
  let sounds = 0;
  for (const name of folders) {
    const scene = readScene(name);
    const { lines, heard, hash, problems } = await page.evaluate(play, scene);
    const audio = heard.map((of) => ({ frame: of.frame, command: command(of.command) }));
    const wrong = problems.map(({ position, message }) => `${placeText(position)}: ${message}`);
    const actual = { console: lines.map(lineText), problems: wrong, audio, hash };
    const expected = { console: scene.expected.console, problems: scene.expected.problems, audio: (scene.expected.audio ?? []).map(readHeard), hash: scene.expected.hash };
    sounds += audio.length;
    if (!isDeepStrictEqual(actual, expected)) differing.push({ name, actual, expected });
  }
  assert.deepEqual(differing, []);
  assert.deepEqual(complaints, []);
  assert.ok(sounds > 0, 'no scene was to be heard');
  console.log(`${folders.length} scenes, the same console lines, problems, ${sounds} sounds and state hashes as natively`);
});

// Generated from crates/playground/src/protocol.rs by its tests. Don't edit it; renew it by
// `LUMINARA_BLESS=1 cargo test -p luminara-playground`.

/** A project's files by name; text is UTF-8. */
export type Files = { [name: string]: Uint8Array };

export type Position = { 
/**
 * The file's name in the project.
 */
file: string, 
/**
 * The line, from 1. 0 where it isn't known.
 */
line: number, 
/**
 * The column in characters, from 1. 0 where it isn't known.
 */
column: number, };

export type ErrorKind = "syntax" | "runtime" | "timeout" | "out_of_memory" | "limit" | "host" | "warning";

export type TraceFrame = { 
/**
 * The function as its language names it: `function 'on_update'`, `main chunk`.
 */
function: string, 
/**
 * Where in it.
 */
position: Position, };

export type TextPlace = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The column in characters, from 1.
 */
column: number, };

export type Edit = { 
/**
 * Where it starts.
 */
from: TextPlace, 
/**
 * Where it ends: the place behind its last character.
 */
to: TextPlace, 
/**
 * What takes its place.
 */
insert: string, };

export type Fix = { 
/**
 * What it does, as a button says it: `Change to '~='`.
 */
label: string, 
/**
 * The file that it changes.
 */
file: string, 
/**
 * The stretches that it replaces, in the order of the text; none overlaps another.
 */
edits: Array<Edit>, };

export type Problem = { 
/**
 * What sort.
 */
kind: ErrorKind, 
/**
 * What was wrong and, where that is known, what would have been right. Without the position.
 */
message: string, 
/**
 * Where.
 */
position: Position, 
/**
 * The functions that were running, innermost first.
 */
trace: Array<TraceFrame>, 
/**
 * The change that mends it, where that is known.
 */
fix?: Fix, };

export type LogLevel = "debug" | "info" | "warn" | "error";

export type ConsoleLine = { 
/**
 * How loud it is.
 */
level: LogLevel, 
/**
 * What it says.
 */
text: string, 
/**
 * The line of the script that said it.
 */
position: Position | null, 
/**
 * The frame in which it was said; 0 before the first.
 */
frame: number, };

export type Reloaded = { 
/**
 * Called as in the project.
 */
file: string, 
/**
 * How long it took to compile and put in place, milliseconds.
 */
ms: number, };

export type DistanceModel = "linear" | "inverse" | "exponential";

export type Place = { 
/**
 * In the world.
 */
position: [number, number, number], 
/**
 * Up to where it is as loud as it is played, units of the world.
 */
min_distance: number, 
/**
 * Where it stops growing softer, units of the world.
 */
max_distance: number, 
/**
 * How fast it grows softer; 1 is as in the world.
 */
rolloff: number, 
/**
 * By which formula it grows softer.
 */
model: DistanceModel, };

export type AudioCommand = { "type": "play", 
/**
 * What later commands call it.
 */
voice: number, 
/**
 * A built-in sound or a file of the project.
 */
sound: string, 
/**
 * 1 is as it was made.
 */
volume: number, 
/**
 * 2 is an octave higher and twice as fast.
 */
pitch: number, 
/**
 * From -1, left, to 1, right.
 */
pan: number, 
/**
 * Whether it begins again when it ends.
 */
looping: boolean, 
/**
 * What it is mixed into.
 */
bus: string, 
/**
 * Seconds in which it swells.
 */
fade: number, 
/**
 * Where it comes from; without, from everywhere.
 */
place: Place | null, } | { "type": "change", 
/**
 * As `Play` called it.
 */
voice: number, 
/**
 * 1 is as it was made.
 */
volume: number | null, 
/**
 * 2 is an octave higher.
 */
pitch: number | null, 
/**
 * From -1 to 1.
 */
pan: number | null, 
/**
 * In the world.
 */
position: [number, number, number] | null, 
/**
 * Seconds in which it changes.
 */
seconds: number, } | { "type": "stop", 
/**
 * As `Play` called it.
 */
voice: number, 
/**
 * Seconds in which it fades.
 */
fade: number, } | { "type": "stop_all", 
/**
 * Seconds in which they fade.
 */
fade: number, } | { "type": "bus", 
/**
 * Which; all are mixed into "master".
 */
name: string, 
/**
 * 1 is as it is.
 */
volume: number, 
/**
 * Seconds in which it changes.
 */
seconds: number, } | { "type": "listen", 
/**
 * In the world.
 */
position: [number, number, number], 
/**
 * Of length 1.
 */
forward: [number, number, number], 
/**
 * Of length 1.
 */
up: [number, number, number], };

export type StampedAudio = { 
/**
 * The frame's number; 0 before the first.
 */
frame: number, 
/**
 * What is to be heard from then on.
 */
command: AudioCommand, };

export type SoundSamples = { 
/**
 * What scripts call it.
 */
name: string, 
/**
 * Samples a second.
 */
rate: number, 
/**
 * 32-bit floats, little-endian, from -1 to 1.
 */
samples: Uint8Array, };

export type WantedImage = { 
/**
 * What the engine calls it.
 */
id: number, 
/**
 * Of which content; a later one makes it out of date.
 */
revision: number, 
/**
 * What sort of file it is.
 */
mime: string, 
/**
 * Pixels that it is drawn with.
 */
width: number, 
/**
 * Pixels that it is drawn with.
 */
height: number, 
/**
 * The file.
 */
bytes: Uint8Array, };

export type MouseButton = "left" | "middle" | "right";

export type TouchPhase = "down" | "move" | "up";

export type TouchControls = { 
/**
 * A stick, for the arrow keys and the left stick of the first gamepad.
 */
stick: boolean, 
/**
 * A button for each of these actions.
 */
buttons: Array<string>, };

export type InputEvent = { "type": "key_down", 
/**
 * The browser's `KeyboardEvent.code`.
 */
code: string, 
/**
 * The character that it types, if it types one.
 */
key?: string, } | { "type": "key_up", 
/**
 * The browser's `KeyboardEvent.code`.
 */
code: string, } | { "type": "mouse_move", 
/**
 * To the right.
 */
x: number, 
/**
 * Down.
 */
y: number, } | { "type": "mouse_down", 
/**
 * The button that moved.
 */
button: MouseButton, } | { "type": "mouse_up", 
/**
 * The button that moved.
 */
button: MouseButton, } | { "type": "wheel", 
/**
 * To the right.
 */
x: number, 
/**
 * Down.
 */
y: number, } | { "type": "mouse_look", 
/**
 * To the right.
 */
x: number, 
/**
 * Down.
 */
y: number, } | { "type": "mouse_lock", 
/**
 * Whether it does.
 */
locked: boolean, } | { "type": "text", 
/**
 * As the keyboard composed it.
 */
text: string, } | { "type": "touch", 
/**
 * Which finger.
 */
id: number, 
/**
 * What it did.
 */
phase: TouchPhase, 
/**
 * To the right.
 */
x: number, 
/**
 * Down.
 */
y: number, } | { "type": "gamepad", 
/**
 * Which, from 0.
 */
pad: number, 
/**
 * How far each button is pressed, 0 to 1, in the standard order.
 */
buttons: Array<number>, 
/**
 * Both sticks, -1 to 1, to the right and down.
 */
axes: Array<number>, } | { "type": "gamepad_gone", 
/**
 * From 0, as the browser counts them.
 */
pad: number, } | { "type": "action", 
/**
 * As the project bound it.
 */
name: string, 
/**
 * How far it is pressed, -1 to 1.
 */
value: number, } | { "type": "resize", 
/**
 * CSS pixels.
 */
width: number, 
/**
 * CSS pixels.
 */
height: number, 
/**
 * Device pixels in a CSS pixel.
 */
pixel_ratio: number, } | { "type": "blur" };

export type StampedInput = { 
/**
 * The frame's number; the first frame is 1.
 */
frame: number, 
/**
 * The key, button, movement and so on.
 */
event: InputEvent, };

export type TestCase = { 
/**
 * The file that is run for it: a file of tests, or the project's script.
 */
file: string, 
/**
 * What the script calls it; one file has no two of a name.
 */
name: string, 
/**
 * Where it stands.
 */
position: Position, };

export type TestResult = { 
/**
 * Which test.
 */
case: TestCase, 
/**
 * What was wrong, if anything was.
 */
error?: Problem, 
/**
 * What was said.
 */
console: Array<ConsoleLine>, 
/**
 * Frames that it took.
 */
frames: number, };

export type Failure = "panic" | "hang" | "memory";

export type Command = { "type": "load", 
/**
 * Every file of it: text is UTF-8.
 */
files: Files, 
/**
 * False to start it paused.
 */
running: boolean, } | { "type": "put_files", 
/**
 * The new and the changed ones only.
 */
files: Files, } | { "type": "remove_file", 
/**
 * A name that the project doesn't have changes nothing.
 */
name: string, } | { "type": "run" } | { "type": "pause" } | { "type": "step", 
/**
 * At most 100,000.
 */
frames: number, 
/**
 * What the user does meanwhile.
 */
inputs: Array<StampedInput>, } | { "type": "reset" } | { "type": "input", 
/**
 * The key, button, movement and so on.
 */
event: InputEvent, 
/**
 * Milliseconds of the clock by which pictures are drawn; without it, now.
 */
time?: number, } | { "type": "resize", 
/**
 * Device pixels.
 */
width: number, 
/**
 * Device pixels.
 */
height: number, 
/**
 * Device pixels in a CSS pixel.
 */
pixel_ratio: number, } | { "type": "hash" } | { "type": "list_tests" } | { "type": "run_test", 
/**
 * One that `list_tests` was answered with.
 */
case: TestCase, } | { "type": "link" } | { "type": "open", 
/**
 * With or without the '#'.
 */
fragment: string, } | { "type": "zip" } | { "type": "open_zip", 
/**
 * The whole archive.
 */
bytes: Uint8Array, } | { "type": "fail", 
/**
 * Each is met by the page in another way.
 */
how: Failure, };

export type Stats = { 
/**
 * Frames of the simulation since the start.
 */
frame: number, 
/**
 * Simulated seconds since the start.
 */
time: number, 
/**
 * Pictures of the last second; 0 while there are fewer than two.
 */
fps: number, 
/**
 * Sides of the last picture by the sides of the place that it is shown in: below 1 where the GPU is slow.
 */
scale: number, 
/**
 * Time in scripts in the last frame, milliseconds.
 */
script_ms: number, 
/**
 * Time of the whole last frame of the simulation, milliseconds.
 */
engine_ms: number, 
/**
 * Time to hand the last picture to the GPU, milliseconds.
 */
render_ms: number, 
/**
 * Entities alive.
 */
entities: number, 
/**
 * Scripts that run.
 */
scripts: number, 
/**
 * Memory of the whole engine, bytes.
 */
memory: number, };

export type Answer = { "type": "load", 
/**
 * Files that were not taken, such as hidden ones: a sentence for each reason.
 */
left_out: Array<string>, } | { "type": "put_files", 
/**
 * Files that were not taken, such as hidden ones: a sentence for each reason.
 */
left_out: Array<string>, } | { "type": "step", 
/**
 * As they are after the last frame.
 */
stats: Stats, } | { "type": "hash", 
/**
 * 16 hexadecimal digits: equal for the same files, seed, inputs and number of frames, here and natively.
 */
hash: string, } | { "type": "list_tests", 
/**
 * By file, in the order of the text.
 */
cases: Array<TestCase>, 
/**
 * What is wrong in files of tests and in the scripts.
 */
problems: Array<Problem>, } | { "type": "run_test", 
/**
 * Whether it passed, and what was said.
 */
result: TestResult, } | { "type": "link", 
/**
 * Without the '#'.
 */
fragment: string, } | { "type": "open", 
/**
 * The project in it: text is UTF-8.
 */
files: Files, 
/**
 * Files that were not taken, such as hidden ones: a sentence for each reason.
 */
left_out: Array<string>, 
/**
 * The version of the engine that made the link, where it is newer than this one.
 */
newer_engine: string | null, } | { "type": "zip", 
/**
 * The whole archive.
 */
bytes: Uint8Array, } | { "type": "open_zip", 
/**
 * The project in it: text is UTF-8.
 */
files: Files, 
/**
 * Files that were not taken, such as hidden ones: a sentence for each reason.
 */
left_out: Array<string>, } | { "type": "done" };

export type Refusal = { 
/**
 * What was wrong and what to do.
 */
message: string, 
/**
 * It is no command at all, or has something in it that can't be read; the message is the reader's then.
 */
is_unreadable: boolean, };

export type Outcome = { "answer": Answer } | { "refusal": Refusal };

export type News = { 
/**
 * Lines that scripts and the engine said.
 */
console: Array<ConsoleLine>, 
/**
 * All problems there are now.
 */
problems?: Array<Problem>, 
/**
 * Files whose new code runs.
 */
reloaded: Array<Reloaded>, 
/**
 * Sounds that begin, change and end.
 */
audio: Array<StampedAudio>, 
/**
 * Built-in sounds that `audio` plays for the first time.
 */
sounds: Array<SoundSamples>, 
/**
 * Images that are to be shown for the first time, or with another content.
 */
images: Array<WantedImage>, 
/**
 * The controls for thumbs.
 */
controls?: TouchControls, 
/**
 * Whether the scene wants the mouse for itself.
 */
wants_mouse?: boolean, 
/**
 * Whether the scene reads what is typed.
 */
wants_text?: boolean, 
/**
 * The name that the project's game.toml gives it, after it was loaded or changed; absent where it gives none.
 */
title?: string, 
/**
 * As they are now.
 */
stats: Stats, 
/**
 * Whether time passes.
 */
running: boolean, };

export type Answered = { 
/**
 * Whether it was carried out, and what it asked for.
 */
outcome: Outcome, 
/**
 * All of it up to the command's end: who has the answer knows of what led to it.
 */
news: News, };

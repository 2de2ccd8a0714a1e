// Generated from crates/playground/src/protocol.rs by its tests. Run `LUMINARA_BLESS=1 cargo test -p luminara-playground` to renew.

/** Where something is in a project's file. `line` and `column` start at 1; 0 is unknown. */
export type Position = { file: string, line: number, column: number };

export type ErrorKind = "syntax" | "runtime" | "timeout" | "out_of_memory" | "limit" | "host";

export type TraceFrame = { function: string, position: Position };

/** Something wrong in a script, until its file is mended. */
export type Problem = { kind: ErrorKind, message: string, position: Position, trace: Array<TraceFrame> };

export type LogLevel = "debug" | "info" | "warn" | "error";

export type ConsoleLine = { level: LogLevel, text: string, position: Position | null, frame: number };

export type Reloaded = { file: string, ms: number };

export type InputEvent =
  | { type: "key_down", code: string }
  | { type: "key_up", code: string }
  | { type: "mouse_move", x: number, y: number }
  | { type: "mouse_down", button: "left" | "middle" | "right" }
  | { type: "mouse_up", button: "left" | "middle" | "right" }
  | { type: "wheel", x: number, y: number }
  | { type: "blur" };

export type StampedInput = { frame: number, event: InputEvent };

/** A project's files by name; text is UTF-8. */
export type Files = { [name: string]: Uint8Array };

export type Command =
  | { type: "load", files: Files, running: boolean }
  | { type: "put_files", files: Files }
  | { type: "remove_file", name: string }
  | { type: "run" }
  | { type: "pause" }
  | { type: "step", frames: number, inputs: Array<StampedInput> }
  | { type: "reset" }
  | { type: "input", event: InputEvent }
  | { type: "resize", width: number, height: number }
  | { type: "hash" }
  | { type: "link" }
  | { type: "open", fragment: string }
  | { type: "panic" };

export type Stats = {
  frame: number, time: number, fps: number, script_ms: number, engine_ms: number, render_ms: number,
  entities: number, scripts: number, memory: number,
};

/** What the engine says after a command or a frame. Absent parts did not change. */
export type Report = {
  console: Array<ConsoleLine>,
  /** All problems there are now; absent when they are as before. */
  problems?: Array<Problem>,
  reloaded: Array<Reloaded>,
  stats: Stats,
  running: boolean,
  /** Name and description from game.toml; after load. */
  project?: { name: string, description: string, scripts: Array<string> },
  /** Answer to `hash`: 16 hex digits. */
  hash?: string,
  /** Answer to `link`: the fragment, without '#'. */
  link?: string,
  /** Answer to `open`. */
  files?: Files,
  /** The command could not be carried out: what was wrong and what to do. */
  refused?: string,
};

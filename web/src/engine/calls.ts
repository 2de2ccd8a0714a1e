// Pairs the commands that wait for an answer with what comes of them.
import type { Answer, Command, Outcome, Refusal } from './protocol.js';

/** What a command of that name is answered with; those that have nothing to tell are answered by `done`. */
export type AnswerTo<Name extends Command['type']> = Extract<Answer, { readonly type: Name extends Answer['type'] ? Name : 'done' }>;

/** The engine couldn't or wouldn't carry out a command; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** What the engine says of a command that it can't even read. */
  readonly unreadable: string | undefined;

  constructor(message: string, unreadable?: string) {
    super(message);
    this.unreadable = unreadable;
  }
}

interface Call {
  readonly command: Command['type'];
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: CommandError) => void;
}

export class Calls {
  readonly #waiting = new Map<number, Call>();
  #lastId = 0;

  /** Takes a command in, and gives the number by which its outcome is told. */
  open<C extends Command>(command: C): { readonly id: number; readonly answer: Promise<AnswerTo<C['type']>> } {
    const id = ++this.#lastId;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { command: command.type, resolve, reject });
    });
    // The engine answers each command as its type says (crates/playground/src/session.rs).
    return { id, answer: answer as Promise<AnswerTo<C['type']>> };
  }

  /** Which command waits under a number. */
  commandOf(id: number): Command['type'] | undefined {
    return this.#waiting.get(id)?.command;
  }

  /** Whether one of these commands waits for its outcome. */
  hasAnyOf(commands: ReadonlySet<Command['type']>): boolean {
    return [...this.#waiting.values()].some(({ command }) => commands.has(command));
  }

  /** Hands an outcome to whoever waits for it. */
  settle(id: number, outcome: Outcome): void {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if ('answer' in outcome) call?.resolve(outcome.answer);
    else call?.reject(asError(outcome.refusal));
  }

  /** Nobody will answer any more: all that wait fail for this reason. */
  failAll(reason: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new CommandError(reason));
  }
}

function asError({ message, is_unreadable: isUnreadable }: Refusal): CommandError {
  return isUnreadable ? new CommandError(`The engine can't read the command: ${message}.`, message) : new CommandError(message);
}

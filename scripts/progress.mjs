// One line that says what is going on: rewritten in place in a terminal, repeated now and then in a log.
const IN_LOG_EVERY_MS = 20_000;
const IN_TERMINAL_EVERY_MS = 200;

/** Seconds as a person says them: `0.4 s`, `12 s`, `3 min 05 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Starts a progress line.
 * @param {string} label what is being done
 * @returns {{said: (line: string) => void, end: () => number}} `said` takes the newest line of output; `end` clears the line and
 *   returns the milliseconds since the start
 */
export function startProgress(label) {
  const terminal = process.stdout.isTTY === true;
  const started = Date.now();
  let latest = '';
  const show = () => {
    const line = `  ${label} · ${duration(Date.now() - started)}${latest ? ` · ${latest}` : ''}`;
    if (!terminal) console.log(line);
    else process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
  };
  const timer = setInterval(show, terminal ? IN_TERMINAL_EVERY_MS : IN_LOG_EVERY_MS);
  return {
    said(line) {
      latest = line;
    },
    end() {
      clearInterval(timer);
      if (terminal) process.stdout.write('\r\x1b[2K');
      return Date.now() - started;
    },
  };
}

import { Writable } from 'node:stream';

/** Writes log entries, which come as JSON lines, as lines for people: time, level, message, and the other fields as `name=value`. */
export function terminalLines(output: NodeJS.WritableStream): Writable {
  return new Writable({
    write(chunk, _encoding, done) {
      output.write(`${toTerminalLine(String(chunk))}\n`);
      done();
    },
  });
}

interface Entry {
  readonly level: number;
  readonly time: number;
  readonly msg: string;
  readonly err?: { readonly stack: string };
  readonly [field: string]: unknown;
}

const levels: Readonly<Record<string, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };

/** The line of an entry. An error is its stack. */
function toTerminalLine(json: string): string {
  const { time, level, msg, pid: _pid, hostname: _hostname, err, ...fields } = entryOf(json);
  const rest = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  const clock = new Date(time).toISOString().slice('YYYY-MM-DDT'.length);
  return `${clock} ${levels[level] ?? level} ${msg}${rest.join('')}${err ? `\n${err.stack}` : ''}`;
}

function entryOf(json: string): Entry {
  return JSON.parse(json);
}

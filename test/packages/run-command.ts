import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';

/** The end of a command. */
export interface Outcome {
  readonly result: 'ok' | 'FAILED' | 'skipped';
  readonly output: string;
}

/** The exit code of a command that lacks something on this machine. */
const SKIPPED = 77;
/** Nothing takes so long, in milliseconds, unless it hangs. */
const LONGEST_MS = 600_000;

interface Place {
  readonly cwd: string;
  /** The folder whose commands come before all others, such as a Node's. */
  readonly bin?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command to its end. Variables of the npm that runs this script are not passed on: they would lead back to this repository. */
export function runCommand([command = '', ...args]: readonly string[], place: Place): Promise<Outcome> {
  const { cwd, bin, environment } = place;
  const own = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules.\.bin$/.test(folder));
  const env = {
    ...Object.fromEntries(own),
    NO_COLOR: '1',
    ...environment,
    PATH: [bin, ...path].filter(Boolean).join(delimiter),
  };
  const options = { cwd, env, maxBuffer: 2 ** 26, timeout: LONGEST_MS, shell: process.platform === 'win32' };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      if (!error) resolve({ result: 'ok', output });
      else resolve({ result: error.code === SKIPPED ? 'skipped' : 'FAILED', output: output || error.message });
    });
  });
}

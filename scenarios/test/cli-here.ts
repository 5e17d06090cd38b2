import { type Ended, type Environment, environmentWithout } from '../../test/command.ts';
import { exitCodeFor } from '../src/cli/billing-matrix.ts';
import { command } from './cli-process.ts';

/** Runs end one after the other: they share the outputs and the environment of this process. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The output of the command and its exit code, when it is run in this process, in an environment without settings for it but these.
 * It takes less time than a process does, so tests that are not about the process itself use it.
 */
export function runCliHere(args: readonly string[], env: Environment = {}): Promise<Ended> {
  const running = last.then(() => run(args, env));
  last = running.catch(() => undefined);
  return running;
}

async function run(args: readonly string[], env: Environment): Promise<Ended> {
  const inherited = { ...process.env };
  const [stdout, stderr] = [hear(process.stdout), hear(process.stderr)];
  try {
    putInEnvironment(environmentWithout(command.settings, env));
    const code = await exitCodeFor(['node', 'billing-matrix', ...args]);
    return { stdout: stdout.stop(), stderr: stderr.stop(), code };
  } finally {
    stdout.stop();
    stderr.stop();
    putInEnvironment(inherited);
  }
}

/** Makes this the environment of the process. */
function putInEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(env, name)) delete process.env[name];
  Object.assign(process.env, env);
}

/** Takes the texts that are written to an output, which does not get them. */
function hear(output: NodeJS.WriteStream) {
  const { write } = output;
  let heard = '';
  output.write = (chunk, ...rest) => {
    heard += String(chunk);
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  };
  return {
    /** Gives the output back, and returns the texts that were taken. */
    stop(): string {
      output.write = write;
      return heard;
    },
  };
}

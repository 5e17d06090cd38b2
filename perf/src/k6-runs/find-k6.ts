import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { K6Missing } from './k6-missing.ts';

const run = promisify(execFile);

/** The oldest version of k6 that the scripts are type-checked for. */
const oldest = [1, 3] as const;

const howToGet =
  'https://grafana.com/docs/k6/latest/set-up/install-k6/ tells how to get it (brew install k6, winget install k6, docker pull grafana/k6); the npm package named k6 is a dummy. K6_BIN may name the program.';

/** A k6 that can run the scripts. */
export interface K6 {
  readonly program: string;
  readonly version: string;
}

/** The k6 that `K6_BIN` names, or else the one on PATH. Throws a `K6Missing` when there is none, or when it is too old. */
export async function findK6(named = process.env.K6_BIN): Promise<K6> {
  const program = named || 'k6';
  const text = await versionText(program);
  const [, version = '', major = '', minor = ''] = /^k6(?:\.exe)? v?((\d+)\.(\d+)\.\S+)/.exec(text) ?? [];
  if (version === '')
    throw new K6Missing(`${program} is not k6: asked for its version, it says ${said(text)}. ${howToGet}`);
  const isOld = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  if (isOld) throw new K6Missing(`${program} is k6 ${version}, and the scripts need 1.3 or newer. ${howToGet}`);
  return { program, version };
}

const LONGEST_MS = 20_000;
const MOST_TEXT = 100;

async function versionText(program: string): Promise<string> {
  try {
    const { stdout } = await run(program, ['version'], { timeout: LONGEST_MS });
    return stdout;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') {
      const place = program === 'k6' ? 'There is no k6 on PATH.' : `There is no program ${program}.`;
      throw new K6Missing(`${place} ${howToGet}`, { cause });
    }
    throw new K6Missing(`${program} can't be run (${String(code)}). ${howToGet}`, { cause });
  }
}

function said(text: string): string {
  return text.trim() === '' ? 'nothing' : JSON.stringify(text.trim().slice(0, MOST_TEXT));
}

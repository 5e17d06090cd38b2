import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** `npx` runs the installed command; here it does so without asking npm for its place. `pwd` says where the next command begins. */
const PREAMBLE = 'npx() { command "$@"; }; trap \'pwd >&3\' EXIT\n';

/** The variables that the commands would take from the environment in which the tests are run. */
const settings = ['BILLING_TARGET', 'CI', 'GITHUB_STEP_SUMMARY', 'FORCE_COLOR', 'NO_COLOR', 'COLUMNS'];

export interface ShellOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

/** A shell in a folder of its own that looks like a clone of this repository. It is of one reader of a page. */
export class PageShell {
  readonly #clone = mkdtempSync(join(tmpdir(), 'billing-page-'));
  readonly #left: ChildProcess[] = [];
  #folder = this.#clone;
  #env: Readonly<Record<string, string>>;

  constructor(env: Readonly<Record<string, string>>) {
    const inherited = Object.entries(process.env).filter(([name]) => !settings.includes(name));
    const path = `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`;
    this.#env = { ...Object.fromEntries(inherited), ...env, PATH: path };
    for (const name of ['node_modules', 'scenarios']) symlinkSync(join(ROOT, name), join(this.#clone, name));
  }

  /** The folder in which the next command is run. */
  get folder(): string {
    return this.#folder;
  }

  setVariables(env: Readonly<Record<string, string>>): void {
    this.#env = { ...this.#env, ...env };
  }

  /** Runs lines of a page. A last line that ends with `&` is left running, and its first output is waited for. */
  async run(lines: string): Promise<ShellOutput> {
    const [, before = lines, left] = /^((?:.*\n)?)(.*) &\n$/s.exec(lines) ?? [];
    const ended = await this.#finish(before);
    if (left === undefined) return ended;
    const child = this.#start(`exec ${left.replace(/^npx /, '')}`);
    this.#left.push(child);
    const [chunk] = child.stdout ? await once(child.stdout, 'data') : [];
    return { ...ended, stdout: `${ended.stdout}${chunk}` };
  }

  /** Ends the processes that were left running, and removes the folder. */
  close(): void {
    for (const child of this.#left) child.kill();
    rmSync(this.#clone, { recursive: true });
  }

  async #finish(lines: string): Promise<ShellOutput> {
    const child = this.#start(`${PREAMBLE}${lines}`);
    const [, out, err, folder] = child.stdio;
    const texts = [out, err, folder].map(async (stream) => (stream && 'read' in stream ? text(stream) : ''));
    const [[code], stdout = '', stderr = '', at = ''] = await Promise.all([once(child, 'exit'), ...texts]);
    this.#folder = at.trim();
    return { stdout, stderr, code };
  }

  #start(script: string): ChildProcess {
    return spawn('bash', ['-c', script], {
      cwd: this.#folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
  }
}

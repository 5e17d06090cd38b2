import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './build-image.ts';

/** The user of the base image that is called `node`. */
const NODE_USER = 1000;

/**
 * A start of the image in namespaces of its own, as the first process there: the whole file system is read-only, and the user has no
 * capability. It needs root on Linux.
 */
const ISOLATED = [
  'unshare',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  'sh',
  '-c',
  `mount --make-rprivate / && mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && mount -o remount,bind,ro / &&
   mount -t proc proc /proc && cd "$0$1" && shift &&
   exec setpriv --reuid=${NODE_USER} --regid=${NODE_USER} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all "$@"`,
];

export const canIsolate =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', '--pid', '--fork', 'mount', '-o', 'remount,bind,ro', '/']).status === 0;

/** The image as it runs. */
export class Container {
  readonly child: ChildProcess;
  /** The exit code or the signal that ended it. */
  readonly ended: Promise<number | string>;
  output = '';

  private constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    this.ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  }

  /** Starts a command of the image, by default its own with these arguments. `bin` has the Node of the base. */
  static start(image: Image, options: RunOptions): Container {
    const { bin, args = image.command, environment = {}, entrypoint = image.entrypoint } = options;
    const env = { PATH: `${bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`, ...image.environment, ...environment };
    const command = [...entrypoint, ...args];
    const [program = '', ...rest] = canIsolate ? [...ISOLATED, image.root, image.workdir, ...command] : command;
    const cwd = canIsolate ? '/' : join(image.root, image.workdir);
    return new Container(spawn(program, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** The process of the server, as this machine counts; `undefined` before it is there. */
  get pid(): number | undefined {
    const { pid } = this.child;
    if (!canIsolate || pid === undefined) return pid;
    try {
      const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
      return Number(first) || undefined;
    } catch {
      return undefined;
    }
  }

  signal(name: NodeJS.Signals): void {
    const { pid } = this;
    if (pid !== undefined) process.kill(pid, name);
  }
}

interface RunOptions {
  readonly bin: string;
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
}

/** Runs a command of the image to its end. */
export async function runInImage(image: Image, options: RunOptions) {
  const container = Container.start(image, options);
  return { code: await container.ended, output: container.output };
}

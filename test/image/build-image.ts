import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, statSync } from 'node:fs';
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Stage, Step } from './dockerfile.ts';

/** An image that a Dockerfile makes: its files, and the way in which they are started. */
export interface Image {
  /** The folder that has the files which the last stage adds to its base. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly user: string;
  readonly ports: readonly string[];
  readonly healthCheck: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

interface Tools {
  /** An empty folder for the stages. */
  readonly folder: string;
  /** The folder of the build context. */
  readonly context: string;
  /** The folder of the Node that commands run with. */
  readonly bin: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

/** Carries out the instructions, in a folder for each stage in place of the root of a file system. Commands name no absolute paths. */
export function buildImage(stages: readonly Stage[], tools: Tools): Image {
  const built = new Map<string, StageBuild>();
  let last: StageBuild | undefined;
  for (const [index, { name = String(index), steps }] of stages.entries()) {
    last = new StageBuild(join(tools.folder, `stage-${index}`), tools, built);
    for (const step of steps) last.take(step);
    built.set(name, last);
  }
  if (!last) throw new Error('The Dockerfile has no stage.');
  return last.image();
}

class StageBuild {
  readonly root: string;
  readonly #tools: Tools;
  readonly #others: ReadonlyMap<string, StageBuild>;
  readonly #values = {
    ENV: new Map<string, string>(),
    ARG: new Map<string, string>(),
    LABEL: new Map<string, string>(),
  };
  readonly #commands = { ENTRYPOINT: [''], CMD: [''], HEALTHCHECK: [''] };
  readonly #ports: string[] = [];
  #workdir = '/';
  #user = 'root';

  constructor(root: string, tools: Tools, others: ReadonlyMap<string, StageBuild>) {
    this.root = root;
    this.#tools = tools;
    this.#others = others;
    mkdirSync(root);
  }

  image(): Image {
    const { ENV, LABEL } = this.#values;
    const { ENTRYPOINT, CMD, HEALTHCHECK } = this.#commands;
    return {
      root: this.root,
      workdir: this.#workdir,
      environment: Object.fromEntries(ENV),
      labels: Object.fromEntries(LABEL),
      user: this.#user,
      ports: this.#ports,
      healthCheck: HEALTHCHECK,
      entrypoint: ENTRYPOINT,
      command: CMD,
    };
  }

  take(step: Step): void {
    switch (step.keyword) {
      case 'WORKDIR':
        this.#workdir = resolve(this.#workdir, step.value);
        mkdirSync(this.#place('.'), { recursive: true });
        break;
      case 'USER':
        this.#user = step.value;
        break;
      case 'EXPOSE':
        this.#ports.push(step.value);
        break;
      case 'RUN':
        this.#run(step.command);
        break;
      case 'COPY':
        this.#copy(step);
        break;
      case 'ENV':
      case 'ARG':
      case 'LABEL':
        for (const [name, value] of Object.entries(step.values)) this.#set(step.keyword, name, value);
        break;
      default:
        this.#commands[step.keyword] = [...step.command];
    }
  }

  #set(keyword: 'ENV' | 'ARG' | 'LABEL', name: string, value: string): void {
    const known = (variable: string) => this.#values.ARG.get(variable) ?? this.#values.ENV.get(variable) ?? '';
    const filled = value.replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => known(variable));
    this.#values[keyword].set(name, keyword === 'ARG' ? (this.#tools.buildArgs[name] ?? filled) : filled);
  }

  #run(command: string): void {
    if (/(?:^|[\s=])\//.test(command))
      throw new Error(`RUN ${command}: an absolute path would lead out of the folder.`);
    const own = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name));
    const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules.\.bin$/.test(folder));
    const env = {
      ...Object.fromEntries(own),
      ...Object.fromEntries([...this.#values.ARG, ...this.#values.ENV]),
      PATH: [this.#tools.bin, ...path].join(delimiter),
    };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: this.#place('.'),
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`RUN ${command} ended with ${status}:\n${stdout}${stderr}`);
  }

  #copy({ from, sources, to }: Extract<Step, { keyword: 'COPY' }>): void {
    const stage = from === undefined ? undefined : this.#others.get(from);
    if (from !== undefined && !stage) throw new Error(`COPY --from=${from}: there is no such stage.`);
    if (sources.length > 1 && !to.endsWith('/')) throw new Error(`COPY to ${to}: several files need a folder.`);
    for (const source of sources) {
      const path = join(stage?.root ?? this.#tools.context, source);
      // A folder is copied without its own name, a file into a folder with it.
      const isIntoFolder = to.endsWith('/') && !statSync(path).isDirectory();
      const target = this.#place(isIntoFolder ? join(to, basename(source)) : to);
      cpSync(path, target, { recursive: true, verbatimSymlinks: true });
    }
  }

  #place(path: string): string {
    return join(this.root, isAbsolute(path) ? path : join(this.#workdir, path));
  }
}

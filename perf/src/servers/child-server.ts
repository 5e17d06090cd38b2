import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { BareAnswers } from './bare-server.ts';

/** A server in a process of its own. */
export interface ChildServer {
  readonly url: string;
  /** The memory that it last told of, in bytes. */
  memoryBytes(): number;
  /** Whether the process has ended, which it does not do by itself. */
  hasEnded(): boolean;
  stop(): Promise<void>;
}

/** A child process has no loader of sources: it is the built server also when this is not. */
const built = new URL('../../dist/servers/', import.meta.url);

/** The most requests a second that a mock server can be told to allow an account: no load reaches it. */
const OUT_OF_REACH = 1_000_000;

/** Starts a mock server with its rate limit on. Rejects when it can't start. */
export function startMock(rateLimit = OUT_OF_REACH): Promise<ChildServer> {
  return start('mock-server.js', [String(rateLimit)]);
}

/** The server that only reads, parses and stringifies. */
export interface BareServer extends ChildServer {
  /** Sets the server's answers from now on. */
  answer(answers: BareAnswers): Promise<void>;
}

/** Starts the server that others are measured by. Rejects when it can't start. */
export async function startBare(): Promise<BareServer> {
  const { child, ...server } = await startChild('bare-server.js', []);
  const answer = async (answers: BareAnswers) => {
    const heard = messageWith(child, 'hasAnswers');
    child.send(answers);
    await heard;
  };
  return { ...server, answer };
}

async function start(script: string, args: readonly string[]): Promise<ChildServer> {
  const { child: _, ...server } = await startChild(script, args);
  return server;
}

async function startChild(script: string, args: readonly string[]): Promise<ChildServer & { child: ChildProcess }> {
  const child = fork(new URL(script, built), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  const message = await Promise.race([messageWith(child, 'url'), endOf(child, script)]);
  let memoryBytes = 0;
  child.on('message', (told) => {
    if (has(told, 'memoryBytes')) memoryBytes = Number(told.memoryBytes);
  });
  return {
    child,
    url: String(message.url),
    memoryBytes: () => memoryBytes,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The first message that has this field. Several messages can come at once, so that one listener hears them all. */
function messageWith<Name extends string>(child: ChildProcess, name: Name): Promise<Record<Name, unknown>> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!has(message, name)) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });
}

function has<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === 'object' && value !== null && name in value;
}

async function endOf(child: ChildProcess, script: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${script} ended with ${code} before it listened.`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, once it listens. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** The processor time that the process has taken, in microseconds. */
  readonly cpuTime: () => Promise<number>;
}

const CPU_TIME = new URL('cpu-time.ts', import.meta.url).href;

/** The largest rate limit: requests are counted, and none is refused. */
const NO_REQUEST_IS_TOO_MUCH = '1000000';

/** The mock server as it is installed. */
export function mockServer(): Promise<ServerProcess> {
  const options = ['--port', '0', '--host', '127.0.0.1', '--rate-limit', NO_REQUEST_IS_TOO_MUCH];
  return listening(new URL('../bin/billing-mock-server.js', import.meta.url), options);
}

/** A server of Express that has /health and nothing else. */
export function expressServer(): Promise<ServerProcess> {
  return listening(new URL('express-server.js', import.meta.url), []);
}

/** A server of node:http that reads and parses requests, and stringifies the answer for their method. */
export function bareServer(answers: Record<string, object>): Promise<ServerProcess> {
  return listening(new URL('bare-server.js', import.meta.url), [JSON.stringify(answers)]);
}

/** Starts a server that prints its address. */
async function listening(file: URL, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--import', CPU_TIME, fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  if (!child.stdout) throw new Error('The output of the server is a pipe.');
  const [line] = await once(child.stdout, 'data');
  const cpuTime = async () => {
    child.send('cpu time');
    const [microseconds] = await once(child, 'message');
    return Number(microseconds);
  };
  return { child, url: /http:\/\/\S+:\d+/.exec(String(line))?.[0] ?? '', cpuTime };
}

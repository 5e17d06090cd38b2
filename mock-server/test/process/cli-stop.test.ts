import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BIN, environment, exitOf, listening, listeningCli } from '../cli-process.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const local = ['--port', '0', '--host', '127.0.0.1'];

/** Options with a time limit far longer than any machine needs for the awaited event. */
const patient = [...local, '--shutdown-timeout', '3600'];

const isClosed = (url: string) =>
  fetch(`${url}/health`).then(
    () => false,
    () => true,
  );

/** A connection to a server, and all that comes on it. */
class Connection {
  readonly socket: Socket;
  received = '';
  /** The error that it ended with, or nothing when it ended well. */
  readonly ended: Promise<string | undefined>;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.setEncoding('utf8').on('data', (chunk: string) => {
      this.received += chunk;
    });
    this.ended = new Promise((resolve) => {
      this.socket.once('error', ({ message }) => resolve(message)).once('close', () => resolve(undefined));
    });
  }

  /** Resolves when the system has the text. */
  send(text: string): Promise<void> {
    return new Promise((resolve) => this.socket.write(text, () => resolve()));
  }

  /** Whether the connection goes on after each answer. */
  get answers(): string[] {
    return [...this.received.matchAll(/HTTP\/1\.1 200 OK\r\n(?:.+\r\n)*?Connection: (\S+)\r\n/gi)].map(
      ([, kept = '']) => kept,
    );
  }
}

const GET = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';
const body = JSON.stringify({ month: '2025-03', usage: [{ counterName: 'x', counterUnit: 'EA', counterVolume: 1 }] });
const POST = `POST /billing/admin/calculate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;

/** A connection on which half of a request has come. */
async function halfAsked(url: string): Promise<Connection> {
  const half = new Connection(url);
  await half.send(GET);
  await expect.poll(() => half.answers).toEqual(['keep-alive']);
  await half.send(POST + body.slice(0, 5));
  await (await fetch(`${url}/health`)).text();
  return half;
}

describe.each([
  { signal: 'SIGTERM', other: 'SIGINT', code: 130 },
  { signal: 'SIGINT', other: 'SIGTERM', code: 143 },
] as const)('$signal', ({ signal, other, code }) => {
  it('lets the requests in flight be answered, the last of each connection with Connection: close', async () => {
    const { child, exited, url } = await listeningCli(patient);
    const [one, two] = [await halfAsked(url), await halfAsked(url)];
    child.kill(signal);
    await expect.poll(() => isClosed(url)).toBe(true);
    await one.send(body.slice(5));
    await two.send(body.slice(5) + GET + POST + body);
    expect(await Promise.all([one.ended, two.ended])).toEqual([undefined, undefined]);
    expect(one.answers).toEqual(['keep-alive', 'close']);
    expect(two.answers).toEqual(['keep-alive', 'keep-alive', 'keep-alive', 'close']);
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  it(`ends at once when ${other} follows`, async () => {
    const { child, exited, url } = await listeningCli(patient);
    const half = await halfAsked(url);
    child.kill(signal);
    await expect.poll(() => isClosed(url)).toBe(true);
    child.kill(other);
    expect(await exited).toEqual({ code, signal: null });
    await half.ended;
  });
});

// The server does the same for both signals: one stands for both in the tests below.
describe('a server that is stopped', () => {
  it('resets nothing that was sent before it, on new and on kept connections', async () => {
    const { child, exited, url } = await listeningCli([...patient, '--rate-limit', '0']);
    const kept = Array.from({ length: 20 }, () => new Connection(url));
    await Promise.all(kept.map((connection) => connection.send(GET)));
    await expect.poll(() => kept.every(({ answers }) => answers.length === 1)).toBe(true);
    const fresh = Array.from({ length: 20 }, () => new Connection(url));
    await Promise.all(fresh.map(({ socket }) => once(socket, 'connect')));
    const connections = [...kept, ...fresh];
    await Promise.all(connections.map((connection) => connection.send(GET + POST + body + GET)));
    child.kill('SIGTERM');
    const ends = await Promise.all(connections.map(({ ended }) => ended));
    expect(ends.filter((error) => error !== undefined)).toEqual([]);
    expect(kept.map(({ answers }) => answers.length)).toEqual(kept.map(() => 4));
    expect(fresh.map(({ answers }) => answers.length)).toEqual(fresh.map(() => 3));
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  it('does not wait for connections that ask for nothing, or for half a header', async () => {
    const { child, exited, url } = await listeningCli(patient);
    const connections = [new Connection(url), new Connection(url), new Connection(url)];
    await Promise.all(connections.map(({ socket }) => once(socket, 'connect')));
    await connections[0]?.send(GET);
    await connections[1]?.send('GET /health HTTP/1.1\r\nHo');
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  it('cuts what is not answered when its time is up', async () => {
    const { child, exited, url } = await listeningCli([...local, '--shutdown-timeout', '1']);
    const half = await halfAsked(url);
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 0, signal: null });
    await half.ended;
    expect(half.answers).toEqual(['keep-alive']);
  });

  it('ends at once when the same signal comes twice', async () => {
    const { child, exited, url } = await listeningCli(patient);
    const half = await halfAsked(url);
    child.kill('SIGINT');
    await expect.poll(() => isClosed(url)).toBe(true);
    child.kill('SIGINT');
    expect(await exited).toEqual({ code: 130, signal: null });
    await half.ended;
  });
});

const LOAD = ['--rate-limit', '0', '--shutdown-timeout', '3600', '--log-level', 'silent'];

/** The command by itself, or by npm, once it listens. */
async function started(command: 'the command' | 'npm start') {
  if (command === 'the command') return listeningCli([...local, ...LOAD]);
  const child = spawn('npm', ['start', '--', ...local, ...LOAD], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, exited: exitOf(child), ...(await listening(child.stdout)) };
}

/** Sends readings on kept connections, again and again, until the server takes no connection any more. */
function load(url: string, clients: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const lost: string[] = [];
  const seen = { answered: 0, lost };
  const reading = JSON.stringify({ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 });
  const headers = { uuid: 'a', 'content-type': 'application/json', 'content-length': reading.length };
  const send = async () => {
    const sent = request(`${url}/billing/meters`, { agent, method: 'POST', headers }).end(reading);
    const [response]: IncomingMessage[] = await once(sent, 'response');
    if (response) await json(response);
    seen.answered += 1;
  };
  const sendUntilRefused = async () => {
    for (;;) {
      const code = await send().then(
        () => undefined,
        (error: NodeJS.ErrnoException) => error.code ?? error.message,
      );
      if (code === 'ECONNREFUSED') return;
      if (code !== undefined) lost.push(code);
    }
  };
  const ended = Promise.all(Array.from({ length: clients }, sendUntilRefused)).finally(() => agent.destroy());
  return { seen, ended };
}

const commands = process.platform === 'win32' ? (['the command'] as const) : (['the command', 'npm start'] as const);

describe.each(commands)('%s under load', (command) => {
  it('loses no request that it accepted when it is stopped, and exits with 0', async () => {
    const { child, exited, url } = await started(command);
    const { seen, ended } = load(url, 20);
    await expect.poll(() => seen.answered).toBeGreaterThan(100);
    child.kill('SIGTERM');
    expect(await exited).toEqual({ code: 0, signal: null });
    await ended;
    expect(seen.lost).toEqual([]);
  });
});

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a log that nobody reads', () => {
  it('does not end the server', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(process.execPath, [BIN, '--port', String(port), '--host', '127.0.0.1'], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdout.destroy();
    child.stderr.destroy();
    await expect.poll(() => isClosed(url)).toBe(false);
    expect(await isClosed(url)).toBe(false);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toEqual({ code: 0, signal: null });
  });

  it.skipIf(process.platform !== 'linux')('does not end it when the disk is full either', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const line = `exec "$0" "$1" --port ${port} --host 127.0.0.1 >/dev/full 2>&1`;
    const child = spawn('sh', ['-c', line, process.execPath, BIN], { env: environment(), stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await expect.poll(() => isClosed(url)).toBe(false);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toEqual({ code: 0, signal: null });
  });
});

describe.skipIf(process.platform === 'win32')('a script of npm', () => {
  it('leaves no server behind when npm is stopped, though the shell between them does not pass the signal on', async () => {
    const npx = spawn('npx', ['billing-mock-server', ...local], {
      cwd: root,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void npx.kill('SIGKILL'));
    const { url } = await listening(npx.stdout);
    expect(await isClosed(url)).toBe(false);
    npx.kill('SIGTERM');
    await expect.poll(() => isClosed(url)).toBe(true);
  });

  it('leaves one alone that its script left in the background', async () => {
    const env = environment({ npm_lifecycle_script: 'billing-mock-server &' });
    const line = `"$0" "$1" ${local.join(' ')} & read -r stop`;
    const shell = spawn('sh', ['-c', line, process.execPath, BIN], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
    });
    onTestFinished(() => void process.kill(-(shell.pid ?? 0), 'SIGKILL'));
    const { url } = await listening(shell.stdout);
    shell.stdin.end();
    await exitOf(shell);
    expect(await isClosed(url)).toBe(false);
  });
});

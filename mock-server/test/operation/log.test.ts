import { execFile } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { listeningCli } from '../cli-process.ts';

const local = ['--port', '0', '--host', '127.0.0.1'];
const SECRET = 'Bearer top-secret';

/** Runs the command, sends it requests, stops it, and reads its log. */
async function logOf(args: readonly string[], env: Record<string, string> = {}) {
  const { child, exited, said, url } = await listeningCli([...local, ...args], env);
  const log = text(child.stderr);
  const headers = { uuid: 'acme', authorization: SECRET, 'x-request-id': 'request-1', cookie: SECRET };
  const sent = [
    await fetch(`${url}/billing/credits/balance?token=${encodeURIComponent(SECRET)}`, { headers }),
    await fetch(`${url}/billing/nothing`, { headers: { ...headers, 'x-request-id': 'request-2' } }),
    await fetch(`${url}/billing/admin/calculations`, {
      method: 'POST',
      headers: { authorization: SECRET, 'content-type': 'application/json', 'x-request-id': 'request-3' },
      body: JSON.stringify({ uuid: 'globex', month: '2025-03', note: SECRET }),
    }),
  ];
  for (const answer of sent) await answer.text();
  child.kill('SIGTERM');
  expect(await exited).toEqual({ code: 0, signal: null });
  const written = await log;
  const entries = written.split('\n').filter((line) => line !== '');
  return { said, url, written, entries: entries.map((line): Record<string, unknown> => JSON.parse(line)) };
}

const messages = (entries: readonly Record<string, unknown>[]) => entries.map(({ msg }) => msg);

describe('the log of the command', () => {
  it('has start, stop and every request at debug, and no secret', async () => {
    const { url, written, entries } = await logOf(['--log-level', 'debug']);
    expect(entries[0]).toMatchObject({ level: 30, url, msg: 'The server listens.' });
    expect(messages(entries.slice(-2))).toEqual(['The server stops.', 'The server has stopped.']);
    const requests = entries.filter(({ requestId }) => requestId !== undefined);
    expect(requests.sort((a, b) => String(a.requestId).localeCompare(String(b.requestId)))).toEqual(
      [
        { requestId: 'request-1', method: 'GET', operationId: 'getCreditBalance', account: 'acme', status: 200 },
        { requestId: 'request-2', method: 'GET', status: 404 },
        { requestId: 'request-3', method: 'POST', operationId: 'calculateStatement', account: 'globex', status: 200 },
      ].map((facts) => ({
        ...facts,
        level: 20,
        msg: 'A request was answered.',
        durationMs: expect.any(Number),
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
      })),
    );
    expect(written).not.toMatch(/secret|authorization|cookie|token/i);
  });

  it('has no requests when nothing is said of a level, and leaves the line with the address alone', async () => {
    const { said, entries } = await logOf([]);
    expect(said).toMatch(/^Billing mock server on http:\/\/127\.0\.0\.1:\d+ .*\n$/);
    expect(messages(entries)).toEqual(['The server listens.', 'The server stops.', 'The server has stopped.']);
  });

  it('goes by the environment, and by the option before it', async () => {
    expect((await logOf([], { LOG_LEVEL: 'silent' })).entries).toEqual([]);
    const { entries } = await logOf(['--log-level', 'debug'], { LOG_LEVEL: 'silent' });
    expect(messages(entries)).toContain('A request was answered.');
  });
});

/** Starts a server as a user's program does, whose taxes can't be calculated, and calculates a month. */
const faultyProgram = (options: string) => `
  import { standardRules } from '@billing-testkit/engine';
  import { startMockServer } from '@billing-testkit/mock-server';
  const roundTax = () => { throw new TypeError('taxes are hard'); };
  const { url, close } = await startMockServer({ port: 0, rules: { ...standardRules, roundTax }, ${options} });
  const headers = { uuid: 'acme', 'content-type': 'application/json', 'x-request-id': 'request-1' };
  await fetch(url + '/billing/admin/calculations', { method: 'POST', headers, body: '{"month": "2025-03"}' });
  await close();
`;

async function errorsOf(options: string): Promise<string> {
  const args = ['--input-type=module', '--eval', faultyProgram(options)];
  const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  return stderr;
}

describe('the log of startMockServer', () => {
  it('has faults with their stack and request', async () => {
    const lines = (await errorsOf(`logLevel: 'error'`)).trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { level: 50, msg: 'Request request-1 failed.', err: { message: 'taxes are hard', stack: expect.any(String) } },
    ]);
  });

  it('is not there unless it is asked for: only faults are told', async () => {
    expect(await errorsOf('')).toMatch(/^Request request-1 failed: TypeError: taxes are hard\n(?: +at .*\n)+$/);
  });

  it('has no level that does not exist', async () => {
    const { logLevel } = JSON.parse('{"logLevel": "loud"}');
    await expect(startMockServer({ port: 0, logLevel })).rejects.toThrow(RangeError);
  });
});

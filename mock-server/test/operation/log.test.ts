import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
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

import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, it, test } from 'vitest';
import { useServer } from '../test/api-client.ts';
import { listeningCli, runCli } from '../test/cli-process.ts';

const taken = useServer();

/** A process starts in a second or two, and later on a machine that is busy. */
const unhurried = { timeout: 30_000 };

const health = async (url: string) => (await fetch(`${url}/health`)).status;

describe('billing-mock-server --help', unhurried, () => {
  it('lists the options and their environment variables', async () => {
    const { stdout, stderr, code } = await runCli(['--help']);
    expect([stderr, code]).toEqual(['', 0]);
    const options = ['--port', '--host', '--rate-limit', '--strict', '--catalog', '--print-catalog', '--defect'];
    const variables = [
      'MOCK_SERVER_PORT',
      'MOCK_SERVER_HOST',
      'MOCK_SERVER_RATE_LIMIT',
      'MOCK_SERVER_CATALOG',
      'MOCK_SERVER_DEFECT',
    ];
    for (const word of [...options, ...variables, '5000', '500']) expect(stdout).toContain(word);
  });
});

describe('what it can’t be started with', unhurried, () => {
  test.each<[string[], Record<string, string>, RegExp]>([
    [['--port', 'abc'], {}, /--port.*'abc'.*0 to 65535/],
    [['--port', '65536'], {}, /'65536'.*0 to 65535/],
    [['--port'], {}, /--port.*missing/],
    [[], { MOCK_SERVER_PORT: 'abc' }, /'abc'.*MOCK_SERVER_PORT.*0 to 65535/],
    [['--rate-limit', '-1'], {}, /--rate-limit.*'-1'.*0 to 1000000/],
    [['--rate-limit', '1.5'], {}, /'1\.5'.*0 to 1000000/],
    [['--rate-limit', ''], {}, /--rate-limit.*0 to 1000000/],
    [[], { MOCK_SERVER_RATE_LIMIT: 'none' }, /'none'.*MOCK_SERVER_RATE_LIMIT.*0 to 1000000/],
    [['--strict=yes'], {}, /--strict/],
    [['--defect', 'tax-befor-credits'], {}, /"tax-befor-credits"\. Like it are tax-before-credits, /],
    [[], { MOCK_SERVER_DEFECT: 'qqq' }, /"qqq"\. There are month-in-utc, /],
    [['--defect', ''], { MOCK_SERVER_DEFECT: 'month-in-utc' }, /""\. There are month-in-utc, /],
    [['--defect'], {}, /--defect.*missing/],
    [['--prot', '1'], {}, /unknown option '--prot'/],
    [['5000'], {}, /too many arguments/],
    [['--port', '0', '--host', '203.0.113.1'], {}, /203\.0\.113\.1 is no address of this machine/],
  ])('%j and %j is told in one line', async (args, env, line) => {
    const { stdout, stderr, code } = await runCli(args, env);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(/^[^\n]+[^.]\.\n$/);
    expect(stderr).not.toMatch(/\.\.|error:|\bat /);
    expect(stderr).toMatch(line);
  });
});

/** Sends the first half of a request; the other half when it is asked for. */
async function halfRequest(url: string) {
  const body = JSON.stringify({ name: 'in flight' });
  const sent = request(`${url}/billing/contracts`, {
    method: 'POST',
    headers: { uuid: 'a', 'content-type': 'application/json', 'content-length': body.length },
  });
  const answered = once(sent, 'response').then(([response]) => json(response));
  sent.write(body.slice(0, 5));
  await health(url);
  return { answered, finish: () => sent.end(body.slice(5)) };
}

const isClosed = (url: string) =>
  health(url).then(
    () => false,
    () => true,
  );

describe('billing-mock-server', unhurried, () => {
  it('goes by the environment, and lets SIGTERM wait for the request in flight and no other', async () => {
    const env = { MOCK_SERVER_PORT: '0', MOCK_SERVER_HOST: '127.0.0.1' };
    const { child, exited, url } = await listeningCli([], env);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const { answered, finish } = await halfRequest(url);
    child.kill('SIGTERM');
    await expect.poll(() => isClosed(url), unhurried).toBe(true);
    finish();
    expect(await answered).toMatchObject({ contractId: 'contract-a-1' });
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  it('goes by its options before the environment, and lets SIGINT wait as well, also when SIGTERM follows', async () => {
    const env = { MOCK_SERVER_PORT: 'x', MOCK_SERVER_HOST: 'x' };
    const { child, exited, url } = await listeningCli(['--port=0', '--host', '127.0.0.1'], env);
    const { answered, finish } = await halfRequest(url);
    child.kill('SIGINT');
    await expect.poll(() => isClosed(url), unhurried).toBe(true);
    child.kill('SIGTERM');
    finish();
    expect(await answered).toMatchObject({ contractId: 'contract-a-1' });
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  it('is as strict and as limited as it is told', async () => {
    const limitOf = async (url: string) => (await fetch(`${url}/test/rate-limit/status`)).json();
    const balance = async (url: string) => (await fetch(`${url}/billing/credits/balance?uuid=never-created`)).status;
    const [strict, lenient, limited] = await Promise.all([
      listeningCli(['--port', '0', '--strict', '--rate-limit', '7'], { MOCK_SERVER_RATE_LIMIT: '5' }),
      listeningCli(['--port', '0']),
      listeningCli(['--port', '0'], { MOCK_SERVER_RATE_LIMIT: '0' }),
    ]);
    expect([await balance(strict.url), await balance(lenient.url), await balance(limited.url)]).toEqual([
      404, 200, 200,
    ]);
    expect(await limitOf(strict.url)).toMatchObject({ limit: 7, isEnabled: true });
    expect(await limitOf(lenient.url)).toMatchObject({ limit: 500, isEnabled: true });
    expect(await limitOf(limited.url)).toMatchObject({ limit: 0, isEnabled: false });
  });

  it('bills by the defect that it is told, and says so', async () => {
    const defect = { MOCK_SERVER_DEFECT: 'tax-before-credits' };
    const { said, url } = await listeningCli(['--port', '0'], defect);
    expect(said).toMatch(/\nIt bills wrongly, on purpose: Tax is taken before credits\.\n$/);
    const body = {
      month: '2025-03',
      usage: [{ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 }],
      credits: [{ type: 'FREE', amount: 400 }],
    };
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const preview = await fetch(`${url}/billing/admin/calculate`, init);
    // 60 would be right
    expect(await preview.json()).toMatchObject({ statement: { charge: 600, vat: 100 } });
  });

  it('says where it listens, on all interfaces, and ends at once when a signal is sent twice', async () => {
    const { child, exited, said, url } = await listeningCli(['--port', '0']);
    expect(said).toMatch(/^Billing mock server on http:\/\/localhost:\d+ .*\n$/);
    expect(said).toContain(`${url}/docs`);
    expect(await health(url)).toBe(200);
    const byAddress = url.replace('localhost', '127.0.0.1');
    expect(await health(byAddress)).toBe(200);
    const { answered } = await halfRequest(byAddress);
    const failed = expect(answered).rejects.toThrow();
    child.kill('SIGTERM');
    await expect.poll(() => isClosed(byAddress), unhurried).toBe(true);
    child.kill('SIGTERM');
    await Promise.all([exited, failed]);
  });

  it('tells in one line that the port is taken', async () => {
    const { port } = new URL(taken.url);
    const { stdout, stderr, code } = await runCli(['--port', port]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toBe(`Port ${port} is taken: choose another with --port or MOCK_SERVER_PORT.\n`);
  });
});

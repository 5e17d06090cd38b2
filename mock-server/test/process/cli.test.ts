import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { defaultTextOf, optionOf, variableOf } from '../../src/configuration/setting-names.ts';
import { allSettings } from '../../src/configuration/settings.ts';
import { useServer } from '../api-client.ts';
import { listeningCli, runCli, runInShell } from '../cli-process.ts';

const taken = useServer();

const health = async (url: string) => (await fetch(`${url}/health`)).status;

describe('billing-mock-server --help', () => {
  it('lists every option with its variable and its default', async () => {
    const { stdout, stderr, code } = await runCli(['--help']);
    expect([stderr, code]).toEqual(['', 0]);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const setting of allSettings) {
      const facts = [optionOf(setting), setting.description, defaultTextOf(setting), variableOf(setting)];
      for (const fact of facts) expect(text).toContain(fact);
    }
    expect(text).toContain('LOG_LEVEL');
  });
});

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await runCli(['--version'])).toEqual({ stdout: `${version}\n`, stderr: '', code: 0 });
});

describe('what it can’t be started with', () => {
  test.each<[string[], Record<string, string>, RegExp]>([
    [['--port', 'abc'], {}, /--port.*'abc'.*0 to 65535/],
    [['--port', '65536'], {}, /'65536'.*0 to 65535/],
    [['--port'], {}, /--port.*missing/],
    [[], { MOCK_SERVER_PORT: 'abc' }, /'abc'.*MOCK_SERVER_PORT.*0 to 65535/],
    [['--rate-limit', '-1'], {}, /--rate-limit.*'-1'.*0 to 1000000/],
    [['--rate-limit', '1.5'], {}, /'1\.5'.*0 to 1000000/],
    [['--rate-limit', ''], {}, /--rate-limit.*0 to 1000000/],
    [[], { MOCK_SERVER_RATE_LIMIT: 'none' }, /'none'.*MOCK_SERVER_RATE_LIMIT.*0 to 1000000/],
    [['--shutdown-timeout', '5s'], {}, /--shutdown-timeout.*'5s'.*0 to 3600/],
    [[], { MOCK_SERVER_SHUTDOWN_TIMEOUT: '-1' }, /'-1'.*MOCK_SERVER_SHUTDOWN_TIMEOUT.*0 to 3600/],
    ...['', ' ', ' localhost', 'localhost:5000', '127.0.0.1:5000', 'http://localhost', 'localhost/', '[::1]', '*'].map(
      (host): [string[], Record<string, string>, RegExp] => [
        ['--port', '0', '--host', host],
        {},
        /--host.* is invalid\. A host is an address of this machine or its name, .*, without scheme, port or path\./,
      ],
    ),
    [[], { MOCK_SERVER_HOST: ' ' }, /' '.*MOCK_SERVER_HOST.*A host is an address/],
    [['--port', '0', '--host', '1'], {}, /'1' is invalid/],
    [['--port', '0', '--host', 'fe80::1'], {}, /fe80::1 is no address of this machine/],
    [
      ['--cors-origin', 'https://app.example/path'],
      {},
      /--cors-origin.*'https:\/\/app\.example\/path'.*an origin like/,
    ],
    [['--cors-origin', 'app.example,'], {}, /--cors-origin.*an origin like/],
    [[], { MOCK_SERVER_CORS_ORIGIN: 'a b' }, /'a b'.*MOCK_SERVER_CORS_ORIGIN/],
    [['--log-level', 'loud'], {}, /--log-level.*'loud'.*silent, fatal, error, warn, info, debug, trace/],
    [[], { LOG_LEVEL: 'loud' }, /'loud'.*LOG_LEVEL.*info/],
    [['--strict=yes'], {}, /--strict/],
    [['--defect', 'tax-befor-credits'], {}, /"tax-befor-credits"\. Similar names are tax-before-credits, /],
    [[], { MOCK_SERVER_STRICT: 'maybe' }, /'maybe'.*MOCK_SERVER_STRICT.*true or false/],
    [[], { MOCK_SERVER_LOG_LEVEL: 'loud', LOG_LEVEL: 'info' }, /'loud'.*MOCK_SERVER_LOG_LEVEL/],
    [[], { MOCK_SERVER_DEFECT: 'qqq' }, /^MOCK_SERVER_DEFECT: .*"qqq"\. The defects are month-in-utc, /],
    [['--defect', ''], { MOCK_SERVER_DEFECT: 'month-in-utc' }, /""\. The defects are month-in-utc, /],
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

describe('billing-mock-server', () => {
  it('answers pages of the origins that it is told, however they are given', async () => {
    const args = [
      '--port',
      '0',
      '--cors-origin',
      'https://one.example, two.example',
      '--cors-origin',
      '*.three.example',
    ];
    const { url } = await listeningCli(args);
    const statusFor = async (origin: string) => (await fetch(`${url}/health`, { headers: { origin } })).status;
    for (const origin of ['https://one.example', 'http://two.example:1', 'https://a.three.example']) {
      expect(await statusFor(origin)).toBe(200);
    }
    expect(await statusFor('http://localhost:3000')).toBe(403);
  });

  it('goes by the environment', async () => {
    const { url } = await listeningCli([], { MOCK_SERVER_PORT: '0', MOCK_SERVER_HOST: '127.0.0.1' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await health(url)).toBe(200);
  });

  it('goes by its options before the environment', async () => {
    const wrong = { MOCK_SERVER_PORT: 'x', MOCK_SERVER_HOST: 'x y', MOCK_SERVER_SHUTDOWN_TIMEOUT: 'x' };
    const { url } = await listeningCli(['--port=0', '--host', '127.0.0.1', '--shutdown-timeout', '7'], wrong);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('takes a variable that is empty for one that is not set', async () => {
    const empty = Object.fromEntries([...allSettings.map(variableOf), 'LOG_LEVEL'].map((name) => [name, '']));
    const { said, url } = await listeningCli(['--port', '0'], empty);
    expect(said).toMatch(/^Billing mock server on http:\/\/localhost:\d+ .*\n$/);
    expect(await (await fetch(`${url}/test/rate-limit/status`)).json()).toMatchObject({ limit: 500 });
    const { stdout } = await runCli(['--help'], { MOCK_SERVER_PORT: '' });
    expect(stdout).toContain('MOCK_SERVER_PORT');
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
    expect(said).toMatch(
      /\nIt bills wrongly, on purpose: Tax is on the charge after adjustments and before credits\.\n$/,
    );
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

  it('says where it listens, on all interfaces', async () => {
    const { said, url } = await listeningCli(['--port', '0']);
    expect(said).toMatch(/^Billing mock server on http:\/\/localhost:\d+ .*\n$/);
    expect(said).toContain(`${url}/docs`);
    expect(await health(url)).toBe(200);
    const byAddress = url.replace('localhost', '127.0.0.1');
    expect(await health(byAddress)).toBe(200);
  });

  it('tells in one line that the port is taken', async () => {
    const { port } = new URL(taken.url);
    const { stdout, stderr, code } = await runCli(['--port', port]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toBe(`Port ${port} is taken: choose another with --port or MOCK_SERVER_PORT.\n`);
  });
});

describe.skipIf(process.platform !== 'linux')('what can’t be written', () => {
  it.each(['--help', '--print-catalog'])('of %s is told in one line, with 1', async (option) => {
    const ended = await runInShell('"$@" >/dev/full', [option]);
    expect(ended).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^The output cannot be written: ENOSPC: [^\n]+\.\n$/),
      code: 1,
    });
  });

  it('of a complaint changes no exit code', async () => {
    expect(await runInShell('"$@" 2>/dev/full', ['--port', 'x'])).toEqual({ stdout: '', stderr: '', code: 2 });
  });
});

describe.skipIf(process.platform === 'win32')('a reader that has gone away', () => {
  it.each(['--help', '--print-catalog'])('of %s has had enough: nothing is said', async (option) => {
    const line = '{ "$@"; echo "exit $?" >&2; } | exec true';
    expect(await runInShell(line, [option])).toEqual({ stdout: '', stderr: 'exit 0\n', code: 0 });
  });
});

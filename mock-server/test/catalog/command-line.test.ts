import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { standardPolicy } from '@billing-testkit/engine';
import { parseCatalog, printCatalog } from '@billing-testkit/engine/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/billing-mock-server.js', import.meta.url));
const own = `
members:
  sg: { currency: SGD, tax: { name: GST, rate: 9, rounding: HALF_UP }, timeZone: Asia/Singapore }
prices:
  "*": { SGD: 150 }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  writeFileSync(join(folder, 'own.yaml'), own);
  writeFileSync(join(folder, 'wrong.yaml'), 'lateFees: { dueDay: 31, graceDays: 30, rate: 5 }\nunits: 5\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(options: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [bin, ...options], { cwd: folder, env: { ...process.env, ...env } });
}

async function run(options: readonly string[], env?: Readonly<Record<string, string>>) {
  return ended(start(options, env));
}

/** The output of a shell line in which `"$@"` is the command. */
function runInShell(line: string, options: readonly string[] = []) {
  return ended(spawn('bash', ['-c', line, 'bash', process.execPath, bin, ...options], { cwd: folder }));
}

async function ended(child: ChildProcess) {
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...written };
}

describe('--print-catalog', () => {
  test('prints the standard policy and exits', async () => {
    const { code, stdout, stderr } = await run(['--print-catalog']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(printCatalog(standardPolicy));
    expect(parseCatalog(stdout)).toEqual(standardPolicy);
  });

  test('prints what a catalog comes to, the parts it leaves out included', async () => {
    const { code, stdout } = await run(['--catalog', 'own.yaml', '--print-catalog']);
    expect(code).toBe(0);
    expect(stdout).toContain('\n  "*": { SGD: 150 }\n');
    expect(parseCatalog(stdout)).toEqual(parseCatalog(own));
  });
});

describe('--catalog', () => {
  test.each([
    [['--port', '0', '--catalog', 'own.yaml'], {}],
    [['--port', '0'], { MOCK_SERVER_CATALOG: 'own.yaml' }],
  ])('given as %j %j is what the server bills by', async (options, env) => {
    const child = start(options, env);
    const closed = once(child, 'close');
    try {
      const [line] = await Promise.race([once(child.stdout ?? child, 'data'), closed]);
      const url = /http:\S+(?= \()/.exec(String(line))?.[0];
      const body = JSON.stringify({
        month: '2025-03',
        member: 'sg',
        usage: [{ projectId: 'p', counterName: 'calls', counterUnit: 'EA', counterVolume: '1.5' }],
      });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/billing/admin/calculate`, { method: 'POST', headers, body });
      // 1.5 × 150, and 9 % of 225, 20.25
      expect(await answer.json()).toMatchObject({
        statement: { currency: 'SGD', charge: 225, vat: 20, totalAmount: 245 },
      });
    } finally {
      child.kill();
      await closed;
    }
  });

  test.each([
    [
      ['--catalog', 'wrong.yaml'],
      {},
      [
        'wrong.yaml:1:21 lateFees.dueDay must be a whole number from 1 to 28',
        'wrong.yaml:2:8 units must be a list of dimensions, each a map of units',
      ],
    ],
    [['--catalog', 'none.yaml'], {}, ['The catalog none.yaml cannot be read: there is no such file.']],
    [
      ['--print-catalog'],
      { MOCK_SERVER_CATALOG: '.' },
      ['MOCK_SERVER_CATALOG: The catalog . cannot be read: it is a directory.'],
    ],
    [
      ['--catalog', ''],
      {},
      ["option '--catalog <file>' argument '' is invalid. It needs the name of a file. --help lists the options."],
    ],
  ])('given as %j %j is refused with all that is wrong and nothing else', async (options, env, problems) => {
    expect(await run(options, env)).toEqual({ code: 2, stdout: '', stderr: `${problems.join('\n')}\n` });
  });
});

describe.skipIf(process.platform === 'win32')('--catalog of a pipe', () => {
  test.each([
    ['behind a |', 'cat own.yaml | "$@" --print-catalog --catalog /dev/stdin'],
    ['of a process', '"$@" --print-catalog --catalog <(cat own.yaml)'],
  ])('%s is read', async (_, line) => {
    const { code, stdout, stderr } = await runInShell(line);
    expect([code, stderr]).toEqual([0, '']);
    expect(parseCatalog(stdout)).toEqual(parseCatalog(own));
  });

  test('that says nothing for a while is waited for, which is said', async () => {
    const line = 'cat | "$@" --print-catalog --catalog /dev/stdin';
    const child = spawn('bash', ['-c', line, 'bash', process.execPath, bin], { cwd: folder });
    const whole = ended(child);
    await once(child.stderr, 'data');
    child.stdin.end(own);
    const { code, stdout, stderr } = await whole;
    expect([code, stderr]).toEqual([0, 'Waiting for the catalog to come from /dev/stdin.\n']);
    expect(parseCatalog(stdout)).toEqual(parseCatalog(own));
  });

  test('that nobody writes to is refused', async () => {
    const { code, stdout, stderr } = await runInShell('mkfifo silent; "$@" --catalog silent');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('The catalog silent cannot be read: it is a pipe that nobody writes to.\n');
  });
});

const MEBIBYTE = 1024 * 1024;

test.each([
  ['commas in a list', `[${','.repeat(MEBIBYTE - 1)}`],
  ['brackets', ']'.repeat(MEBIBYTE)],
  ['anchors', '&a '.repeat(MEBIBYTE / 3)],
  ['escapes', `"${'\\q'.repeat(MEBIBYTE / 2 - 1)}"`],
  ['keys', 'k: v\n'.repeat(MEBIBYTE / 5)],
])('1 MiB of %s is refused in little memory and few words', async (_, text) => {
  writeFileSync(join(folder, 'hostile.yaml'), text);
  const options = ['--max-old-space-size=256', bin, '--catalog', 'hostile.yaml'];
  const { code, stderr } = await ended(spawn(process.execPath, options, { cwd: folder }));
  expect(code).toBe(2);
  expect(stderr.length).toBeLessThan(50_000);
  for (const line of stderr.split('\n').slice(0, -1)) expect(line).toMatch(/^hostile\.yaml:\d+:\d+ is no/);
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalog, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/billing-mock-server.js', import.meta.url));
const own = `
members:
  sg: { currency: SGD, tax: { name: GST, rate: 9, rounding: HALF_UP }, timeZone: Asia/Singapore }
prices:
  "*": { SGD: 150 }
`;

/** Starting a process takes a while on a busy machine. */
const PROCESS_MS = 30_000;

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
  const child = start(options, env);
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...written };
}

describe('--print-catalog', { timeout: PROCESS_MS }, () => {
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

describe('--catalog', { timeout: PROCESS_MS }, () => {
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
    [['--print-catalog'], { MOCK_SERVER_CATALOG: '.' }, ['The catalog . cannot be read: it is a directory.']],
    [
      ['--catalog', ''],
      {},
      ["option '--catalog <file>' argument '' is invalid. It needs the name of a file. --help lists the options."],
    ],
  ])('given as %j %j is refused with all that is wrong and nothing else', async (options, env, problems) => {
    expect(await run(options, env)).toEqual({ code: 2, stdout: '', stderr: `${problems.join('\n')}\n` });
  });
});

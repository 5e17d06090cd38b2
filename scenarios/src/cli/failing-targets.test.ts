import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { runCliHere } from '../../test/cli-here.ts';
import { isOneLine } from '../../test/cli-process.ts';
import { frontServer } from '../../test/front-server.ts';
import { constants, htmlPage, oddServer, redirects, silence, wantsCredentials } from '../../test/odd-servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a target that can’t be used ends the run before it began, with 3', () => {
  test.each([
    ['answers pages', 'account', htmlPage, [], /does not speak the billing API.*200.*text\/html/],
    ['answers pages to previews', 'preview', htmlPage, [], /does not speak the billing API.*200.*text\/html/],
    ['wants credentials', 'account', wantsCredentials, [], /wants credentials.*--header.*401/],
    ['redirects', 'account', redirects, [], /redirects.*301/],
    ['answers nothing', 'account', silence, ['--timeout', '100ms'], /does not answer in time.*100 ms/],
  ])('when it %s', async (_, via, answer, limit, line) => {
    const url = await oddServer(answer);
    const ended = await runCliHere(['run', 'smoke', '--via', via, ...limit], { BILLING_TARGET: url });
    isOneLine(ended);
    expect([ended.stderr, ended.code]).toEqual([expect.stringMatching(line), 3]);
    expect(ended.stderr).toContain(url);
  });

  it('when it is not there', async () => {
    const ended = await runCliHere(['run', 'smoke', '--target', 'http://secret:word@127.0.0.1:9']);
    isOneLine(ended);
    expect(ended).toMatchObject({
      stderr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9 cannot be reached/),
      code: 3,
    });
  });
});

describe('a target that fails in the middle', () => {
  it('gets no further when it dies: the run gives up and tells what it saw, with 3', async () => {
    const mock = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0 });
    onTestFinished(() => mock.close());
    const { url, die } = await frontServer(mock.url, (_response, count) => {
      if (count === 100) die();
      return count >= 100;
    });
    const json = join(folder, 'dying.json');
    const { stdout, code } = await runCliHere(['run', 'smoke', '--target', url, '--workers', '2', '--json', json]);
    expect([stdout, code]).toEqual([expect.stringMatching(/^\d+ of \d+ bills agree; .*gave up/s), 3]);
    expect(stdout).toContain('CONNECTION_FAILED');
    const { run: seen } = JSON.parse(readFileSync(json, 'utf8'));
    expect(seen.ending).toBe('gave up');
  });

  it('is slow: its bills are missing, and not wrong, with 3', async () => {
    let requests = 0;
    const url = await oddServer((request, response) => {
      requests += 1;
      if (requests === 1) constants(request, response);
    });
    // The first request is answered in time on any machine; the others are waited for at once.
    const limits = ['--timeout', '3s', '--concurrency', '16'];
    const { stdout, code } = await runCliHere(['run', 'smoke', '--via', 'preview', '--target', url, ...limits]);
    expect([stdout, code]).toEqual([expect.stringContaining('no complete answer in 3000 ms'), 3]);
    expect(stdout).toContain('gave up');
  });

  it('is an adapter that tells no bill: that is said, with 3', async () => {
    const target = fileURLToPath(new URL('../../test/targets/statement-teller.ts', import.meta.url));
    const { stdout, code } = await runCliHere(['run', 'smoke', '--target', target]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'must answer { refusals: [], bill: readBill(statement) }, not {"totalAmount":100}',
    );
    expect(code).toBe(3);
  });

  it('can’t be asked at all by previews: nothing was compared, with 2', async () => {
    const args = [
      'run',
      'payments',
      '--coverage',
      'sample=5',
      '--filter',
      'path=refunded',
      '--via',
      'preview',
      '--target',
      'mock',
    ];
    const { stdout, stderr, code } = await runCliHere(args);
    expect([stdout, code]).toEqual([expect.stringContaining('A preview has no payments.'), 2]);
    expect(stdout).toMatch(/^No bill could be compared: 5 cells were skipped\n/);
    expect(stderr).toContain('No bill could be compared, which is no success: the exit code is 2.\n');
    expect(await runCliHere([...args, '--allow-skipped'])).toMatchObject({ code: 2 });
  });

  it('can’t be asked by previews for the most part: that is no success, with 2, unless it is allowed', async () => {
    const matrix = fileURLToPath(new URL('../../test/all-steps-matrix.ts', import.meta.url));
    const args = ['run', matrix, '--via', 'preview', '--target', 'mock'];
    const [strict, allowing] = await Promise.all([runCliHere(args), runCliHere([...args, '--allow-skipped'])]);
    const first = /^4 of 12 bills could be compared \(33 %\): 8 cells were skipped; 4 of 4 bills agree\n/;
    expect([strict.stdout, strict.code]).toEqual([expect.stringMatching(first), 2]);
    expect(strict.stderr).toContain(
      'Less than half of the bills could be compared, which is no success: the exit code is 2. --allow-skipped allows it.\n',
    );
    expect([allowing.stdout, allowing.code]).toEqual([expect.stringMatching(first), 0]);
    expect(allowing.stderr).not.toContain('no success');
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@billing-testkit/mock-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Ended, temporaryFolder } from '../../../test/command.ts';
import { runCli } from '../cli-process.ts';
import { interactions } from '../consumer/interactions.ts';
import { serve } from '../http-server.ts';
import { clientPact } from '../provider/client-calls.ts';
import { TestBroker, TOKEN } from './test-broker.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/broker.ts', import.meta.url));

/** Runs a script of the repository that speaks to a broker, in an environment that says nothing of brokers but this. */
async function runScript(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:PACT_|GITHUB_)/u.test(name));
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { stdout, stderr, code };
}

/** A pact that the mock server does not hold, in a folder. */
function brokenPacts(): string {
  const folder = join(temporaryFolder(), 'pacts');
  mkdirSync(folder);
  const wished = { description: 'a wish', line: 'GET /billing/wishes' } as const;
  writeFileSync(join(folder, 'wishful.json'), JSON.stringify(clientPact([wished])));
  return folder;
}

async function mockServer(): Promise<string> {
  const server = await startMockServer({ port: 0 });
  onTestFinished(() => server.close());
  return server.url;
}

describe('with a broker', () => {
  it('a pact is published, verified with its results, and can then be deployed', async () => {
    const broker = new TestBroker();
    const env = {
      PACT_BROKER_BASE_URL: await serve(broker.listener),
      PACT_BROKER_TOKEN: TOKEN,
      PACT_CONSUMER_VERSION: '1.2.3',
      PACT_CONSUMER_BRANCH: 'main',
    };
    const published = await runScript(['publish'], env);
    expect([published.stdout.includes('published successfully'), published.code]).toEqual([true, 0]);

    const environment = ['--to-environment', 'production'];
    const early = await runScript(['can-i-deploy', ...environment], env);
    expect(early.stdout + early.stderr).toContain('There is no verified pact between billing-sdk and billing-api');
    expect(early.code).toBe(1);

    const told = ['--publish', '--provider-version', '9', '--provider-branch', 'main'];
    const verified = await runCli(['verify', '--provider', await mockServer(), ...told], env);
    const count = interactions.length;
    expect(verified).toEqual({ stdout: `${count} of ${count} interactions hold.\n`, stderr: '', code: 0 });
    expect(broker.results).toMatchObject([{ providerVersion: '9', success: true }]);
    expect(broker.branches).toEqual(['billing-api 9 of main']);

    const ready = await runScript(['can-i-deploy', ...environment], env);
    expect([ready.stdout.includes('All required verification results'), ready.code]).toEqual([true, 0]);
  });

  it('a pact that was never verified fails, unless it is pending or work in progress', async () => {
    const broker = new TestBroker();
    const env = { PACT_BROKER_BASE_URL: await serve(broker.listener), PACT_BROKER_TOKEN: TOKEN };
    const pacts = brokenPacts();
    const verify = ['verify', '--provider', await mockServer(), '--provider-version', '9', '--provider-branch', 'main'];

    const none = await runCli(verify, env);
    expect([none.stderr.includes('has no pacts with this provider'), none.code]).toEqual([true, 2]);

    await runScript(['publish', pacts], { ...env, PACT_CONSUMER_VERSION: '1', PACT_CONSUMER_BRANCH: 'wishes' });
    const inProgress = await runCli([...verify, '--enable-pending', '--include-wip-pacts-since', '2025-01-01'], env);
    const told = inProgress.stdout.split('\n').filter((line) => !line.startsWith('    body '));
    expect(told).toEqual([
      '✗ pending: existing-client: a wish',
      '    status: expected 200 but was 404',
      'The pact of wishes is pending.',
      '0 of 1 interactions hold; 1 that fails is pending, which is no failure of the run.',
      '',
    ]);
    expect(inProgress.code).toBe(0);

    await runScript(['publish', pacts], { ...env, PACT_CONSUMER_VERSION: '2', PACT_CONSUMER_BRANCH: 'main' });
    const pending = await runCli([...verify, '--enable-pending', '--publish'], env);
    expect([pending.stdout.startsWith('✗ pending: existing-client: a wish'), pending.code]).toEqual([true, 0]);
    expect(broker.results).toMatchObject([{ success: false }]);
    const due = await runCli(verify, env);
    expect([due.stdout.startsWith('✗ existing-client: a wish'), due.code]).toEqual([true, 1]);
  });

  it('that refuses the token, verify tells so', async () => {
    const env = { PACT_BROKER_BASE_URL: await serve(new TestBroker().listener), PACT_BROKER_TOKEN: 'another' };
    const { stdout, stderr, code } = await runCli(['verify', '--provider', await mockServer()], env);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(/^No pacts found for provider 'billing-api' .* failed: 401 Unauthorized.*\n$/u);
  });
});

describe('without a broker', () => {
  it.each(['publish', 'can-i-deploy'])('%s says in one line what is missing', async (command) => {
    expect(await runScript([command], {})).toEqual({
      stdout: '',
      stderr: 'No broker is set: put its URL into PACT_BROKER_BASE_URL, and a token for it into PACT_BROKER_TOKEN.\n',
      code: 2,
    });
  });
});

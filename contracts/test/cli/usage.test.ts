import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { fileWith, temporaryFolder } from '../../../test/command.ts';
import { runCli, runHere } from '../cli-process.ts';
import { serve } from '../http-server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const provider = ['--provider', 'http://localhost:1'];

beforeEach(() => {
  vi.stubEnv('PACT_BROKER_BASE_URL', undefined);
  return () => vi.unstubAllEnvs();
});

describe('the command', () => {
  it('tells what it does', async () => {
    const { stdout, stderr, code } = await runCli(['--help']);
    expect(stdout).toContain('verify [options]');
    expect(stdout).toContain('Exit codes: 0 all is well, 1 a promise is broken, 2 wrong usage');
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('tells wrong usage on the standard error output', async () => {
    const stderr = "unknown command 'verfy' (Did you mean verify?). --help lists the options.\n";
    expect(await runCli(['verfy'])).toEqual({ stdout: '', stderr, code: 2 });
  });

  test.each<[string[], string]>([
    [[], 'Say what to do: verify, check or diff. --help tells more.'],
    [['diff', 'old.yaml'], "missing required argument 'new'. --help lists the options."],
    [['verify'], 'Say which server to verify, as in --provider http://localhost:5000. --help lists the options.'],
    [['verify', '--provder', 'x'], "unknown option '--provder' (Did you mean --provider?). --help lists the options."],
    [
      ['verify', '--provider', 'localhost:5000'],
      '--provider is an http or https URL without query, not "localhost:5000". Did you mean http://localhost:5000?',
    ],
    [
      ['verify', ...provider, '--fliter', 'x'],
      "unknown option '--fliter' (Did you mean --filter?). --help lists the options.",
    ],
    [['verify', ...provider, '--pact', 'no.json'], 'There is no file no.json.'],
    [
      ['verify', ...provider, '--publish'],
      '--publish is for pacts of a broker: set PACT_BROKER_BASE_URL, and no --pact.',
    ],
    [
      ['verify', ...provider, '--broker', 'http://localhost:1', '--publish'],
      '--publish needs the version of the provider: --provider-version.',
    ],
    [
      ['verify', ...provider, '--header', 'Authorization'],
      "--header is a name and a value, like 'Authorization: Bearer …'.",
    ],
    [
      ['verify', ...provider, '--selectors', '{}'],
      '--selectors is a JSON list of objects, like [{"mainBranch":true}], not "{}".',
    ],
  ])('%j is wrong usage', async (args, message) => {
    expect(await runHere(args)).toEqual({ stdout: '', stderr: `${message}\n`, code: 2 });
  });

  test.each<[string, string, RegExp]>([
    ['broken.json', '{\n  "consumer": {]\n}', /broken\.json is no JSON: line 2, column 16: .+\.\n$/u],
    ['short.json', '{\n  "a": 1', /short\.json is no JSON: line 2, column 9: .+\.\n$/u],
    ['empty.json', '', /empty\.json is no JSON: line 1, column 1: .+\.\n$/u],
    ['list.json', '[]', /list\.json is no pact: it has no consumer and provider with a name and a list/u],
    [
      'none.json',
      '{"consumer": {"name": "a"}, "provider": {"name": "b"}}',
      /none\.json is a pact without interactions\.\n$/u,
    ],
  ])('a pact %s is told by one line', async (name, content, message) => {
    const { stdout, stderr, code } = await runHere(['verify', ...provider, '--pact', fileWith(content, name)]);
    expect(stderr).toMatch(message);
    expect([stdout, stderr.split('\n').length, code]).toEqual(['', 2, 2]);
  });
});

describe('a server that can’t be reached', () => {
  it('is told by one line', async () => {
    const { stderr, code } = await runHere(['verify', ...provider]);
    expect([stderr, code]).toEqual(["The provider http://localhost:1 can't be reached: ECONNREFUSED.\n", 3]);
  });

  it('nor can what sets up states, or the broker', async () => {
    const there = ['--provider', await serve((_request, response) => response.end())];
    const states = await runHere(['verify', ...there, '--states', 'http://localhost:1/states']);
    const told = "What sets up states, http://localhost:1/states can't be reached: ECONNREFUSED.\n";
    expect([states.stderr, states.code]).toEqual([told, 3]);
    const broker = await runHere(['verify', ...there, '--broker', 'http://localhost:1']);
    expect([broker.stderr, broker.code]).toEqual([
      "The broker http://localhost:1 can't be reached: ECONNREFUSED.\n",
      3,
    ]);
  });
});

describe('without what is optional', () => {
  /** This package as it is installed, beside its dependencies and nothing else. */
  function installed(): string {
    const modules = join(temporaryFolder(), 'node_modules');
    const target = join(modules, '@billing-testkit/contracts');
    const source = join(root, 'contracts');
    mkdirSync(target, { recursive: true });
    for (const part of ['package.json', 'bin', 'dist', 'pacts', 'openapi.yaml'])
      cpSync(join(source, part), join(target, part), { recursive: true });
    for (const name of ['commander', 'yaml'])
      symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
    return join(target, 'bin/billing-contracts.js');
  }

  it('each command asks for what it needs in one line', async () => {
    const bin = installed();
    const wanted = (what: string, name: string) =>
      `This needs ${what}, which is not installed: npm install --save-dev ${name}\n`;
    const [verify, check] = await Promise.all([runCli(['verify', ...provider], {}, bin), runCli(['check'], {}, bin)]);
    expect([verify.stderr, verify.code]).toEqual([wanted('Pact', '@pact-foundation/pact'), 2]);
    const comparator = wanted('the comparator of OpenAPI and Pact', '@pactflow/openapi-pact-comparator');
    expect([check.stderr, check.code]).toEqual([comparator, 2]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultTextOf, keyOf, optionOf, variableOf } from '../../src/configuration/setting-names.ts';
import { allSettings, configFile } from '../../src/configuration/settings.ts';
import { listeningCli, runCli } from '../cli-process.ts';

const SINGAPORE = `
members:
  sg: { currency: SGD, tax: { name: GST, rate: 9, rounding: HALF_UP }, timeZone: Asia/Singapore }
prices:
  "*": { SGD: 150 }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'configuration-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The name of a new file with this text. */
function fileWith(content: string, name = 'mock.yaml'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The values that the command would run with, and the sources that it names for them. */
async function printed(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, code } = await runCli([...args, '--print-config'], env);
  expect(code, stderr).toBe(0);
  const sources = Array.from(stdout.matchAll(/^(\w+): .* # (.+)$/gm), ([, key = '', source = '']) => [key, source]);
  const values: unknown = parse(stdout);
  return { stdout, stderr, values, sources: Object.fromEntries(sources) };
}

describe('--print-config', () => {
  test('prints defaults, which are all there is when nothing is said', async () => {
    const { stderr, values, sources } = await printed([]);
    expect(stderr).toBe('');
    expect(values).toMatchObject({ port: 5000, host: null, strict: false, logLevel: 'info', rateLimit: 500 });
    expect(sources).toMatchObject({ port: 'default', host: 'default: all interfaces' });
    expect(Object.keys(sources)).toEqual(allSettings.filter((setting) => setting !== configFile).map(keyOf));
  });

  test('takes options before variables, variables before the file, and says where each value comes from', async () => {
    const file = fileWith('port: 1\nstrict: true\nrateLimit: 2\nhost: 127.0.0.1\nshutdownTimeout: 7\ndefect:\n');
    const env = { MOCK_SERVER_CONFIG: file, MOCK_SERVER_PORT: '3', MOCK_SERVER_RATE_LIMIT: '4', LOG_LEVEL: 'warn' };
    const { values, sources } = await printed(['--port', '5', '--no-strict'], env);
    expect(values).toMatchObject({ port: 5, strict: false, rateLimit: 4, host: '127.0.0.1', shutdownTimeout: 7 });
    expect(values).toMatchObject({ logLevel: 'warn', defect: null });
    expect(sources).toMatchObject({
      port: '--port',
      strict: '--no-strict',
      rateLimit: 'MOCK_SERVER_RATE_LIMIT',
      host: `${file}:4:7`,
      shutdownTimeout: `${file}:5:18`,
      logLevel: 'LOG_LEVEL',
      defect: 'default: none',
    });
  });

  test('prints a file that configures the same, from wherever it lies', async () => {
    fileWith(SINGAPORE, 'own.yaml');
    const content = { port: 1, catalog: 'own.yaml', corsOrigin: ['https://a.example', '*.b.example'], strict: 'on' };
    const first = await printed(['--config', fileWith(JSON.stringify(content), 'mock.json'), '--log-level', 'debug']);
    expect(first.values).toMatchObject({ catalog: join(folder, 'own.yaml'), corsOrigin: content.corsOrigin });
    const again = await printed(['--config', fileWith(first.stdout, 'printed.yaml')]);
    expect(again.values).toEqual(first.values);
  });
});

describe('a configuration file', () => {
  test('configures a server', async () => {
    const file = fileWith('port: 0\nhost: 127.0.0.1\nstrict: true\nrateLimit: 7\n');
    const { url } = await listeningCli(['--config', file]);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${url}/test/rate-limit/status`)).json()).toMatchObject({ limit: 7 });
    expect((await fetch(`${url}/billing/credits/balance?uuid=never-created`)).status).toBe(404);
  });

  test.each<[string, string[]]>([
    [
      'prot: 5\nport: x\nhost: [a]\nport: 3\nrate-limit: 4\n5: x\n? [a]\n: b\n',
      [
        ':1:1 prot is not known: did you mean port?',
        ':3:7 host must be a single value',
        ':4:1 port must not be given twice',
        ':5:1 rate-limit is not known: did you mean rateLimit?',
        expect.stringMatching(/^:6:1 5 is not known: there are port, host, .*$/),
        expect.stringMatching(/^:7:3 "" is not known: there are port, host, .*$/),
      ],
    ],
    [
      'port: x\nstrict: maybe\ncorsOrigin: [a.example, "a b"]\n',
      [
        ":1:7 port 'x' is invalid. A port is a whole number from 0 to 65535.",
        expect.stringMatching(/^:3:13 corsOrigin 'a\.example,a b' is invalid\. It must be an origin like .*\.$/),
        ":2:9 strict 'maybe' is invalid. It is true or false.",
      ],
    ],
    ['corsOrigin: { a: b }\n', [':1:13 corsOrigin must be a single value or a list of them']],
    ['- port\n', [':1:1 must be a map of settings, like "port: 5000"']],
    ['port: &a 5\nhost: *a\n', [':2:7 host must be a single value']],
    ['port: !!int 5\n', [':1:7 is not YAML: Unresolved tag: tag:yaml.org,2002:int']],
    ['port: 5\n---\nport: 6\n', [expect.stringMatching(/^:2:1 is not YAML: Source contains multiple documents/)]],
    ['{"port": 5', [expect.stringMatching(/^:1:11 is not YAML: Flow map must end with a }/)]],
    ['['.repeat(60_000), [...Array(20).fill(expect.stringMatching(/^:1:\d+ is not YAML: /)), expect.any(String)]],
  ])('with mistakes, number %#, is refused with all that is wrong', async (content, problems) => {
    const file = fileWith(content);
    const { stdout, stderr, code } = await runCli(['--config', file]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr.replaceAll(file, '').split('\n')).toEqual([...problems, '']);
  });

  test('may be empty', async () => {
    expect((await printed(['--config', fileWith('# nothing yet\n')])).values).toMatchObject({ port: 5000 });
  });

  test.each([
    ['none.yaml', 'there is no such file'],
    ['.', 'it is a directory'],
  ])('that can’t be read, %s, is refused', async (name, reason) => {
    const { stderr, code } = await runCli([], { MOCK_SERVER_CONFIG: name });
    expect([stderr, code]).toEqual([`The configuration ${name} cannot be read: ${reason}.\n`, 2]);
  });

  test('of more than 64 KiB is refused', async () => {
    const file = fileWith(`# ${'x'.repeat(65_535)}`);
    const { stderr } = await runCli(['--config', file]);
    expect(stderr).toBe(`The configuration ${file} cannot be read: it is larger than 64 KiB.\n`);
  });

  test('whose catalog can’t be read is named with its line', async () => {
    const file = fileWith('catalog: none.yaml\n');
    const { stderr, code } = await runCli(['--config', file]);
    const problem = `The catalog ${join(folder, 'none.yaml')} cannot be read: there is no such file.`;
    expect([stderr, code]).toEqual([`${file}:1:10: ${problem}\n`, 2]);
  });
});

describe('variables', () => {
  test.each([
    ['true', true],
    ['ON', true],
    ['1', true],
    ['no', false],
    ['0', false],
    ['', false],
  ])('MOCK_SERVER_STRICT=%s', async (value, strict) => {
    expect((await printed([], { MOCK_SERVER_STRICT: value })).values).toMatchObject({ strict });
  });

  test('that are none of the server’s are told, but for that of clients', async () => {
    const env = { MOCK_SERVER_PROT: '1', MOCK_SERVER_ELEPHANTS: '2', MOCK_SERVER_URL: 'http://localhost:1' };
    const warnings = [
      'MOCK_SERVER_PROT is no variable of this server and is ignored. Did you mean MOCK_SERVER_PORT?',
      'MOCK_SERVER_ELEPHANTS is no variable of this server and is ignored. --help lists those there are.',
    ];
    expect((await printed([], env)).stderr.trim().split('\n').toSorted()).toEqual(warnings.toSorted());
    const { child, exited } = await listeningCli(['--port', '0'], env);
    const log = text(child.stderr);
    child.kill('SIGTERM');
    await exited;
    const lines = (await log).trim().split('\n');
    const entries = lines.map((line): { level: number; msg: string } => JSON.parse(line));
    expect(
      entries
        .filter(({ level }) => level === 40)
        .map(({ msg }) => msg)
        .toSorted(),
    ).toEqual(warnings.toSorted());
  });
});

test('the documentation lists every setting with its option, variable, key, default and meaning', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  const rows = page.match(/^\| `--.*\|$/gm);
  expect(rows).toEqual(
    allSettings.map((setting) => {
      const variables = [variableOf(setting), setting.sharedVariable ?? []].flat().map((name) => `\`${name}\``);
      const key = setting === configFile ? '' : ` \`${keyOf(setting)}\``;
      const facts = [variables.join(' or '), key.trim(), defaultTextOf(setting), setting.description];
      return `| ${[`\`${optionOf(setting)}\``, ...facts].join(' | ').replaceAll('|  |', '| |')} |`;
    }),
  );
});

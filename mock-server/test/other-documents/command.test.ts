import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listeningCli, runCli } from '../cli-process.ts';
import { answering, documentOf, writeFiles } from './document-server.ts';

const file = (name: string) =>
  writeFiles({ [name]: documentOf({ [`/${name}`]: { get: answering({ const: name }) } }) });

test('--spec and MOCK_SERVER_SPEC name documents, which the command lists', async () => {
  const [one, two, three] = [file('one.json'), file('two.json'), file('three.json')];
  const { url, said } = await listeningCli(['--port', '0', '--spec', one, '--spec', two]);
  expect(await (await fetch(`${url}/one.json`)).json()).toBe('one.json');
  expect(await (await fetch(`${url}/two.json`)).json()).toBe('two.json');
  expect(said).toContain(`${one}: 1 operation at /\n${two}: 1 operation at /\n`);
  const byVariable = await listeningCli(['--port', '0'], {
    MOCK_SERVER_SPEC: `${one},${three}`,
    MOCK_SERVER_SEED: '7',
  });
  expect(await (await fetch(`${byVariable.url}/three.json`)).json()).toBe('three.json');
});

test('a document with a mistake ends the command with one line and exit code 2', async () => {
  const bad = writeFiles({ 'bad.yaml': 'openapi: 3.1.0\npaths: []\n' });
  const { stderr, code } = await runCli(['--port', '0', '--spec', bad]);
  expect([stderr, code]).toEqual([`${bad}:2 #/paths: has to be an object\n`, 2]);
});

test('what serves documents is loaded only for a server that has some', async () => {
  const loadedBy = async (args: readonly string[]): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'coverage-'));
    const { url, child, exited } = await listeningCli(['--port', '0', ...args], { NODE_V8_COVERAGE: folder });
    await fetch(`${url}/billing/contracts`);
    child.kill('SIGTERM');
    await exited;
    const scripts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    rmSync(folder, { recursive: true });
    return scripts.join('');
  };
  const libraries = ['@faker-js/faker', 'js-yaml', 're2js', '/other-documents/checking/'];
  const [without, withOne] = [await loadedBy([]), await loadedBy(['--spec', file('one.json')])];
  expect(libraries.filter((name) => without.includes(name))).toEqual([]);
  expect(libraries.filter((name) => withOne.includes(name))).toEqual(libraries);
});

import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOnly, type Log } from '../../src/log/log.ts';
import { startMockServer } from '../../src/start-mock-server.ts';
import { runInShell } from '../cli-process.ts';
import { answering, documentOf, serveFiles, writeFiles } from './document-server.ts';

const served = documentOf({ '/word': { get: answering({ const: 'one' }) } });
const referring = documentOf({ '/word': { get: answering({ $ref: 'part.json' }) } });

function makePipe(path: string): void {
  execFileSync('mkfifo', [path]);
}

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  test.each([
    ['an endless device', '/dev/zero'],
    ['an empty device', '/dev/null'],
  ])('is refused when it is %s', async (_what, device) => {
    const reason = 'it is a device: write the document to a file';
    await expect(startMockServer({ port: 0, specs: [device] })).rejects.toThrow(
      `${device}:1 #: the file cannot be read: ${reason}`,
    );
  });

  test('is refused when it is a pipe that nobody writes to, as a document and where a document refers to it', async () => {
    const file = writeFiles({ 'document.json': referring });
    const part = join(dirname(file), 'part.json');
    makePipe(part);
    const reason = 'it is a pipe that nobody writes to';
    await expect(startMockServer({ port: 0, specs: [part] })).rejects.toThrow(
      `${part}:1 #: the file cannot be read: ${reason}`,
    );
    await expect(startMockServer({ port: 0, specs: [file] })).rejects.toThrow(
      `/schema/$ref: "part.json" is not read: ${reason}`,
    );
  });

  test('is refused in a running server without waiting for a pipe that somebody may still write to', async () => {
    const told: string[] = [];
    const log: Log = { ...faultsOnly, warned: (sentence) => void told.push(sentence) };
    const file = writeFiles({ 'document.json': served });
    const api = await serveFiles([file], { watches: true }, log);
    const [pipe, next] = [`${file}.pipe`, `${file}.next`];
    makePipe(pipe);
    // The writer says nothing, and stays.
    const writer = openSync(pipe, constants.O_RDWR);
    renameSync(pipe, file);
    await expect.poll(() => told).toHaveLength(1);
    expect(told[0]).toContain('the file cannot be read: it is a pipe, which is read only when the server starts.');
    expect((await api.ask('GET /word')).body).toBe('one');
    writeFileSync(next, JSON.stringify(documentOf({ '/word': { get: answering({ const: 'two' }) } })));
    renameSync(next, file);
    await expect.poll(async () => (await api.ask('GET /word')).body).toBe('two');
    closeSync(writer);
  });

  test('is read when it is a pipe that somebody writes to, and its mistakes have their lines', async () => {
    const bad = writeFiles({ 'bad.yaml': 'openapi: 3.1.0\npaths: []\n' });
    const { code, stderr } = await runInShell(`cat "${bad}" | "$@"`, ['--port', '0', '--spec', '/dev/stdin']);
    expect([stderr, code]).toEqual(['/dev/stdin:2 #/paths: has to be an object\n', 2]);
  });
});

test('the limit holds for the sum of the files of a document', async () => {
  const filling = `{"const": "${'x'.repeat(40_000_000)}"}`;
  const paths = { '/a': { get: answering({ $ref: 'a.json' }) }, '/b': { get: answering({ $ref: 'b.json' }) } };
  const file = writeFiles({ 'document.json': documentOf(paths), 'a.json': filling, 'b.json': filling });
  await expect(startMockServer({ port: 0, specs: [file] })).rejects.toThrow(
    '"b.json" is not read: the document has more than 64 MiB in all its files',
  );
});

test('a document without operations is told as one', async () => {
  const file = writeFiles({ 'document.json': documentOf({}) });
  expect((await serveFiles([file])).notices).toEqual([`${file}: 0 operations`]);
});

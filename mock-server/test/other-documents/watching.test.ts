import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOnly, type Log } from '../../src/log/log.ts';
import { answering, type DocumentServer, documentOf, serveFiles, writeFiles } from './document-server.ts';

const thing = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } };

/** A document whose answer is a word of another file, and which has things that are kept. */
const files = (word: string) => ({
  'main.json': documentOf({
    '/word': { get: answering({ $ref: 'word.json' }) },
    '/things': {
      'x-stateful': true,
      post: answering(thing, { requestBody: { content: { 'application/json': { schema: {} } } } }),
    },
    '/things/{id}': {
      get: answering(thing, { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] }),
    },
  }),
  'word.json': { const: word },
});

async function expectWord(api: DocumentServer, word: string): Promise<void> {
  await expect.poll(async () => (await api.ask('GET /word')).body).toBe(word);
}

test('a change of a file that a document refers to is served, and what was changed in its resources stays', async () => {
  const file = writeFiles(files('one'));
  const word = join(dirname(file), 'word.json');
  const api = await serveFiles([file], { watches: true });
  await expectWord(api, 'one');
  await api.ask('POST /things', { json: { name: 'kept' } });
  writeFileSync(word, '{"const": "two"}');
  await expectWord(api, 'two');
  // Many editors write another file, and give it the name of the first.
  writeFileSync(`${word}.new`, '{"const": "three"}');
  renameSync(`${word}.new`, word);
  await expectWord(api, 'three');
  expect((await api.ask('GET /things/11')).body).toEqual({ id: 11, name: 'kept' });
});

test('a broken save is told once, and what was read before is still served', async () => {
  const told: string[] = [];
  const log: Log = { ...faultsOnly, warned: (sentence) => void told.push(sentence) };
  const file = writeFiles(files('one'));
  const word = join(dirname(file), 'word.json');
  const api = await serveFiles([file], { watches: true }, log);
  writeFileSync(word, '{"const":');
  await expect.poll(() => told.length).toBe(1);
  await expectWord(api, 'one');
  writeFileSync(word, '{"const":\n');
  writeFileSync(word, '{"const": "two"}');
  await expectWord(api, 'two');
  expect(told).toEqual([
    expect.stringMatching(
      /word\.json:1 #: it is not JSON: the end of the file is not expected here\. The server goes on/,
    ),
  ]);
});

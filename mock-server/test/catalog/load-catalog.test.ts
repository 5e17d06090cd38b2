import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogError, standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/index.ts';

async function refusalOf(file: string): Promise<CatalogError> {
  try {
    await loadCatalog(file);
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
  throw new Error('The catalog is taken.');
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalog-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = (content: string | Buffer) => {
  const file = join(folder, 'catalog.yaml');
  writeFileSync(file, content);
  return file;
};

/** A link to that file in the folder. */
const linked = (name: string) => {
  const link = join(folder, 'link.yaml');
  rmSync(link, { force: true });
  symlinkSync(join(folder, name), link);
  return link;
};

test('a file is loaded', async () => {
  expect(await loadCatalog(written(printCatalog(standardPolicy)))).toEqual(standardPolicy);
  const { lateFees } = await loadCatalog(
    written('\uFEFF# Überschrift\r\nlateFees: { dueDay: 3, graceDays: 0, rate: 0 }\r\n'),
  );
  expect(lateFees.dueDay).toBe(3);
});

/** The encoding that PowerShell 5 writes for a command's output: little-endian, after a mark. */
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, little-endian', utf16],
  ['UTF-16, big-endian', (text: string) => utf16(text).swap16()],
])('a file in %s is loaded', async (_, encoded) => {
  expect(await loadCatalog(written(encoded(printCatalog(standardPolicy).replaceAll('\n', '\r\n'))))).toEqual(
    standardPolicy,
  );
});

test('a file is named in what is wrong with it', async () => {
  const file = written('units: 5');
  expect((await refusalOf(file)).message).toBe(`${file}:1:8 units must be a list of dimensions, each a map of units`);
});

test.each([
  ['is not there', () => join(folder, 'none.yaml'), 'there is no such file'],
  ['is in a file', () => join(written('{}'), 'none.yaml'), 'there is no such file'],
  ['is a directory', () => folder, 'it is a directory'],
  ['is huge', () => written(Buffer.alloc(1_100_000, '#')), 'it is larger than 1 MiB'],
  [
    'is in Windows-1252',
    () => written(Buffer.from('# \u00dcberschrift', 'latin1')),
    'it is not UTF-8 text: save it as UTF-8',
  ],
  ['is half a character', () => written(Buffer.from([0xff, 0xfe, 0x00])), 'it is not UTF-16LE text: save it as UTF-8'],
  ['has no mark', () => written(Buffer.from('{}', 'utf16le')), 'it is not UTF-8 text: save it as UTF-8'],
  ['has zeros', () => written(Buffer.alloc(10)), 'it is not UTF-8 text: save it as UTF-8'],
  ['has a name too long', () => join(folder, 'x'.repeat(1_000)), 'its name is too long'],
  ['is a link to nothing', () => linked('none.yaml'), 'there is no such file'],
  ['is a link to itself', () => linked('link.yaml'), 'it is a link that leads back to itself'],
])('a file that %s is refused', async (_, fileOf, reason) => {
  const file = fileOf();
  const { message, mistakes } = await refusalOf(file);
  expect(message).toBe(`The catalog ${file} cannot be read: ${reason}.`);
  expect(mistakes).toEqual([]);
});

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  test.each([
    ['endless', '/dev/zero'],
    ['empty', '/dev/null'],
  ])('is refused when it is an %s device', async (_, file) => {
    expect((await refusalOf(file)).message).toBe(
      `The catalog ${file} cannot be read: it is a device: write the catalog to a file.`,
    );
  });

  test('is refused when it is a socket', async () => {
    const socket = join(folder, 'socket');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    expect((await refusalOf(socket)).message).toContain('it is a socket: write the catalog to a file.');
    server.close();
  });

  test('is refused when it is a pipe that nobody writes to', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    expect((await refusalOf(pipe)).message).toBe(
      `The catalog ${pipe} cannot be read: it is a pipe that nobody writes to.`,
    );
  });
});

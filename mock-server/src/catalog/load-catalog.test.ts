import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CatalogError, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalog } from '../index.ts';

function refusalOf(file: string): CatalogError {
  try {
    loadCatalog(file);
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

test('a file is loaded', () => {
  expect(loadCatalog(written(printCatalog(standardPolicy)))).toEqual(standardPolicy);
  expect(
    loadCatalog(written('\uFEFF# Überschrift\r\nlateFees: { dueDay: 3, graceDays: 0, rate: 0 }\r\n')).lateFees.dueDay,
  ).toBe(3);
});

test('a file is named in what is wrong with it', () => {
  const file = written('units: 5');
  expect(refusalOf(file).message).toBe(`${file}:1:8 units must be a list of dimensions, each a map of units`);
});

test.each([
  ['is not there', () => join(folder, 'none.yaml'), 'there is no such file'],
  ['is in a file', () => join(written('{}'), 'none.yaml'), 'there is no such file'],
  ['is a directory', () => folder, 'it is a directory'],
  ['is huge', () => written(Buffer.alloc(1_100_000, '#')), 'it is larger than 1 MiB'],
  ['is no text', () => written(Buffer.from([0xff, 0xfe, 0x00])), 'it is not UTF-8 text'],
])('a file that %s is refused', (_, fileOf, reason) => {
  const file = fileOf();
  const { message, mistakes } = refusalOf(file);
  expect(message).toBe(`The catalog ${file} cannot be read: ${reason}.`);
  expect(mistakes).toEqual([]);
});

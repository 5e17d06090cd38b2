import { parseArgs } from 'node:util';
import { matrices } from '../src/matrices/built-in/matrices.ts';
import { type CatalogCheck, checkCatalog, type Found } from './catalog-check.ts';
import { randomCatalog } from './random-catalog.ts';

/** The number of catalogs that are made when no seeds are named. */
const CATALOGS = 20;
/** The number of mutants of each catalog that a mock server bills by. */
const SERVED = 50;

const columns: Readonly<Record<string, (check: CatalogCheck) => string>> = {
  cells: ({ cells }) => String(cells),
  figures: ({ figures }) => foundText(figures),
  mutants: ({ mutants }) => foundText(mutants),
  mistakes: ({ mistakes }) => foundText(mistakes),
  hidden: ({ hidden }) => String(hidden),
  choices: ({ choices }) => foundText(choices),
  'by a server': ({ served }) => foundText(served),
};

const WIDTH = 12;

/** Tries the built-in matrices on catalogs made up by seeds, and tells their findings. Exits with 1 when they miss something. */
async function testCatalogs(seeds: readonly number[]): Promise<void> {
  const misses: string[] = [];
  printRow('catalog', Object.keys(columns));
  for (const seed of seeds) {
    const policy = randomCatalog(seed);
    const check = await checkCatalog(policy, { matrices, served: SERVED });
    printRow(
      String(seed),
      Object.values(columns).map((textOf) => textOf(check)),
    );
    misses.push(...check.misses.map((miss) => `catalog ${seed}: ${miss}`));
  }
  process.stdout.write(misses.length === 0 ? '\nNothing is missed.\n' : `\n${misses.join('\n')}\n`);
  if (misses.length > 0) process.exitCode = 1;
}

function printRow(first: string, words: readonly string[]): void {
  process.stdout.write(
    `${[first, ...words]
      .map((word) => word.padEnd(WIDTH))
      .join('')
      .trimEnd()}\n`,
  );
}

function foundText({ found, of }: Found): string {
  return `${found}/${of}`;
}

const { positionals } = parseArgs({ allowPositionals: true });
const named = positionals.map(Number);
await testCatalogs(named.length > 0 ? named : Array.from({ length: CATALOGS }, (_, index) => index + 1));

import { readFileSync } from 'node:fs';

/** In the order in which they need each other. */
const modules = ['elements', 'roving', 'filter', 'bill-view', 'cell-list', 'copy-command', 'main'];

/**
 * The scripts of a page as one: a page that is a single file can't import. Those of `client/` are compiled by themselves, with the
 * browser's types.
 */
export function pageScript(): string {
  return modules.map((name) => joined(readFileSync(new URL(`${name}.js`, client), 'utf8'))).join('\n');
}

/** Where the build puts them, seen from the sources and from the build. */
const client = new URL('../../../dist/reports/html/client/', import.meta.url);

/** A module without what ties modules together. */
function joined(source: string): string {
  return source.replaceAll(/^import [^;]*;\n/gm, '').replaceAll(/^export (?=async |class |const |function )/gm, '');
}

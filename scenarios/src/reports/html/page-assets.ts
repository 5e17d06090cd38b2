import { readFileSync } from 'node:fs';

/** The folder with the built parts of a page. The path is the same from the sources and from the build. */
const built = new URL('../../../dist/reports/html/', import.meta.url);

const assets = new Map<string, string>();

/** The style sheet of every page. */
export function pageStyles(): string {
  return builtAsset('page.css');
}

/** The script of every page: the modules of `client/` in one. */
export function pageScript(): string {
  return builtAsset('main.js');
}

/** Reads a built file once. Throws what Node throws when it was not built. */
function builtAsset(name: string): string {
  const text = assets.get(name) ?? readFileSync(new URL(name, built), 'utf8');
  assets.set(name, text);
  return text;
}

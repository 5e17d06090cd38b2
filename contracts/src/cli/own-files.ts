import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The pacts that come with this package. */
export function ownPacts(): string[] {
  const folder = fileURLToPath(new URL('../../pacts/', import.meta.url));
  return readdirSync(folder)
    .sort()
    .map((name) => folder + name);
}

/** The API document that comes with this package. */
export function ownDocument(): string {
  return fileURLToPath(new URL('../../openapi.yaml', import.meta.url));
}

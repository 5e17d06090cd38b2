import { statSync } from 'node:fs';

/**
 * A text that changes whenever a file is written or replaced; empty for a file that is not there. That of a pipe says only that it is
 * one: a pipe can't be read twice, whatever was written to it.
 */
export function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFIFO()) return 'pipe';
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : '';
}

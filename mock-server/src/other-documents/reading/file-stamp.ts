import { statSync } from 'node:fs';

/** A text that changes whenever a file is written or replaced; empty for a file that is not there. */
export function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : '';
}

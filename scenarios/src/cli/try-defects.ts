import { killTable } from '../diagnosis/kill-table.ts';
import { killTableText } from '../diagnosis/kill-table-text.ts';
import { rightNames } from '../diagnosis/right-names.ts';
import { survey } from '../diagnosis/survey.ts';
import { matrices } from '../matrices/matrices.ts';
import { exitCodes } from './exit-code.ts';
import { findMatrix } from './find-matrix.ts';
import { interruptible } from './interruption.ts';
import type { DefectsOptions } from './task.ts';

/** Prints which known-wrong engines the matrices find out, of the built-in ones when none is named; the exit code. */
export async function tryDefects(asked: readonly string[], { diagnosis = false }: DefectsOptions): Promise<number> {
  const chosen = asked.length === 0 ? matrices : await Promise.all(asked.map(findMatrix));
  const { signal, release } = interruptible();
  try {
    const surveyed = chosen.map((matrix) => survey(matrix));
    const table = await killTable(surveyed, signal);
    process.stdout.write(killTableText(table, diagnosis ? await rightNames(surveyed, signal) : undefined));
    return signal.aborted ? exitCodes.trouble : exitCodes.agrees;
  } finally {
    release();
  }
}

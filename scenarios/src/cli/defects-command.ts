import { matrices } from '../matrices/built-in/matrices.ts';
import { diagnosisAccuracy } from '../mutation/diagnosis-accuracy.ts';
import { killTable, matrixSample } from '../mutation/kill-table.ts';
import { killTableText } from '../mutation/kill-table-text.ts';
import { exitCodes, interruptOnSignals } from './command-end.ts';
import { findMatrix } from './plan.ts';
import type { DefectsOptions } from './task.ts';

/** Prints which known-wrong engines the matrices find out, of the built-in ones when none is named; the exit code. */
export async function defectsCommand(asked: readonly string[], { diagnosis = false }: DefectsOptions): Promise<number> {
  const chosen = asked.length === 0 ? matrices : await Promise.all(asked.map(findMatrix));
  const { signal, release } = interruptOnSignals();
  try {
    const surveyed = chosen.map((matrix) => matrixSample(matrix));
    const table = await killTable(surveyed, signal);
    process.stdout.write(killTableText(table, diagnosis ? await diagnosisAccuracy(surveyed, signal) : undefined));
    return signal.aborted ? exitCodes.trouble : exitCodes.agrees;
  } finally {
    release();
  }
}

import { killTable } from '../diagnosis/kill-table.ts';
import { killTableText } from '../diagnosis/kill-table-text.ts';
import { survey } from '../diagnosis/survey.ts';
import { matrices } from '../matrices/matrices.ts';
import { exitCodes } from './exit-code.ts';
import { findMatrix } from './find-matrix.ts';
import { interruptible } from './interruption.ts';

/** Prints which known-wrong engines the matrices find out, of the built-in ones when none is named; the exit code. */
export async function tryDefects(asked: readonly string[]): Promise<number> {
  const chosen = asked.length === 0 ? matrices : await Promise.all(asked.map(findMatrix));
  const interruption = interruptible();
  try {
    process.stdout.write(
      killTableText(
        await killTable(
          chosen.map((matrix) => survey(matrix)),
          interruption.signal,
        ),
      ),
    );
    return interruption.signal.aborted ? exitCodes.trouble : exitCodes.agrees;
  } finally {
    interruption.release();
  }
}

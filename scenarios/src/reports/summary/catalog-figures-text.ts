import type { MatrixRun } from '../../runs/results.ts';
import { counted, grouped } from './wording.ts';

/** The number of figures that are named. */
const MAX_NAMED = 5;

/**
 * The figures of the catalog that no compared cell exercises, in one line; undefined when the run does not tell. A run of chosen cells
 * exercises few figures, so that it only counts them.
 */
export function catalogFiguresText({ catalogFigures, selection }: MatrixRun): string | undefined {
  if (!catalogFigures) return undefined;
  const { count, notExercised, lookedAt, compared } = catalogFigures;
  const figures = counted(count, 'figure');
  const seen = lookedAt < compared ? ` (${grouped(lookedAt)} of ${counted(compared, 'cell')} looked at)` : '';
  if (notExercised.length === 0) return `The compared cells exercise all ${figures} of the catalog${seen}.`;
  if (compared === 1 || selection.filter !== undefined) {
    const exercised = count - notExercised.length;
    return `The compared ${compared === 1 ? 'cell exercises' : 'cells exercise'} ${grouped(exercised)} of ${figures} of the catalog${seen}.`;
  }
  const names = notExercised.slice(0, MAX_NAMED).map(({ name }) => name);
  const more = notExercised.length - names.length;
  const rest = more > 0 ? `, and ${grouped(more)} more, which the JSON report lists` : '';
  return `No compared cell exercises ${grouped(notExercised.length)} of ${figures} of the catalog${seen}: ${names.join(', ')}${rest}.`;
}

import type { MatrixRun } from '../../runs/matrix-run.ts';
import { counted, durationText, grouped } from './wording.ts';

/** How many of the figures that were not compared are named in one line. */
const MAX_OMITTED = 3;

/** The run in one line, like `standard (pairwise with seed 7, member=kr, shard 2 of 8) against mock by account`. */
export function runText({ matrix, target, via, selection, omits = [], catalog }: MatrixRun): string {
  return [
    `${matrix} (${selectionText(selection)}) against ${target} by ${via}`,
    ...(omits.length > 0 ? [`without ${omittedText(omits)}`] : []),
    ...(catalog === undefined ? [] : [`by catalog ${catalog}`]),
  ].join(', ');
}

/** Like `2 figures (currency, vat)`. */
function omittedText(omits: readonly string[]): string {
  const named = [...omits.slice(0, MAX_OMITTED), ...(omits.length > MAX_OMITTED ? ['…'] : [])];
  return `${counted(omits.length, 'figure')} (${named.join(', ')})`;
}

/** Like `pairwise with seed 7, member=kr, shard 2 of 8`. */
export function selectionText({ coverage, seed, filter, shard }: MatrixRun['selection']): string {
  return [
    coverage === 'full' ? coverage : `${coverage} with seed ${seed}`,
    ...(filter === undefined ? [] : [filter]),
    ...(shard ? [`shard ${shard.index} of ${shard.count}`] : []),
  ].join(', ');
}

/** Like `27 000 cells in 1 min 25 s, 318 a second`. */
export function paceText({ results, durationMs }: MatrixRun): string {
  const rate = durationMs === 0 ? '' : `, ${grouped(Math.round((results.length / durationMs) * 1000))} a second`;
  return `${counted(results.length, 'cell')} in ${durationText(durationMs)}${rate}`;
}

import type { MatrixRun } from '../runner/matrix-run.ts';
import { counted, durationText, grouped } from './amounts.ts';

/** What was run, like `standard (pairwise with seed 7, member=kr, shard 2 of 8) against mock by account`. */
export function runText({ matrix, target, via, selection }: MatrixRun): string {
  return `${matrix} (${selectionText(selection)}) against ${target} by ${via}`;
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

import { type Capability, capabilities, capabilityText } from '../../cases/capabilities.ts';
import type { CellResult, MatrixRun } from '../../runs/results.ts';
import { comparedIn, tallyOf } from './tally.ts';
import { counted, grouped, shareText } from './wording.ts';

/** The part of a run that was compared, like `5 of 95 (5 %)`. */
export function comparedText({ results, selection }: MatrixRun): string {
  const compared = comparedIn(tallyOf(results));
  return `${grouped(compared)} of ${grouped(selection.cells)} (${shareText(compared, selection.cells)})`;
}

/** The part of a run that could be compared, in a clause like `5 of 95 bills could be compared (5 %)`. */
export function comparedClause({ results, selection }: MatrixRun): string {
  const compared = comparedIn(tallyOf(results));
  const share = shareText(compared, selection.cells);
  return `${grouped(compared)} of ${counted(selection.cells, 'bill')} could be compared (${share})`;
}

/** The reason why cells were skipped, in a clause; undefined when none was. */
export function skippedClause({ results, supports }: MatrixRun): string | undefined {
  const { skipped } = tallyOf(results);
  if (skipped === 0) return undefined;
  const others = results.filter((result) => result.verdict === 'skipped' && !result.lacks).length;
  if (!supports || others === skipped) return skippedText(skipped);
  const because = supportsClause(supports);
  return others === 0 ? because : `${because}, and ${skippedText(others)} for other reasons`;
}

function skippedText(count: number): string {
  return `${counted(count, 'cell')} ${count === 1 ? 'was' : 'were'} skipped`;
}

/** The capabilities that a target supports, or those that it lacks when these are fewer. */
function supportsClause(supports: readonly Capability[]): string {
  const missing = capabilities.filter((capability) => !supports.includes(capability));
  if (supports.length === 0) return 'the target supports nothing';
  return supports.length <= missing.length
    ? `the target supports ${capabilityText(supports)} only`
    : `the target does not support ${capabilityText(missing, 'or')}`;
}

/** The number of cells that lack each capability, without those that no cell lacks. */
export function lackingIn(results: readonly CellResult[]): [Capability, number][] {
  const counts = new Map<Capability, number>();
  for (const result of results) {
    if (result.verdict !== 'skipped') continue;
    for (const capability of result.lacks ?? []) counts.set(capability, (counts.get(capability) ?? 0) + 1);
  }
  return capabilities.flatMap((capability) => {
    const count = counts.get(capability);
    return count === undefined ? [] : [[capability, count]];
  });
}

/** The capabilities that cells lack, like `contracts (35 cells), payments (1 cell)`; undefined when they lack none. */
export function lackingText(results: readonly CellResult[]): string | undefined {
  const texts = lackingIn(results).map(([name, count]) => `${capabilityText([name])} (${counted(count, 'cell')})`);
  return texts.length === 0 ? undefined : texts.join(', ');
}

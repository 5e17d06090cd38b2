import type { MatrixRun, MissingShards } from '../../runs/results.ts';
import { diagnosisClause } from './explanation-text.ts';
import type { Report } from './report.ts';
import { comparedIn, reachedIn, tallyOf } from './tally.ts';
import { counted, grouped } from './wording.ts';

/** The conclusion of a run, in words. */
export interface Conclusion {
  /**
   * `right` when every bill that can be asked for is right, `wrong` when some are wrong, `trouble` when none is wrong but not all
   * were compared. Cells that were skipped don't change it.
   */
  readonly tone: 'right' | 'wrong' | 'trouble';
  /** A clause like `312 of 27 000 bills are wrong`. */
  readonly headline: string;
  /** The most likely mistake, in a clause. */
  readonly because?: string;
  /** The reasons why bills were not compared, each in a clause. */
  readonly reservations: readonly string[];
}

export function conclusionOf({ run, diagnosis }: Report): Conclusion {
  const tally = tallyOf(run.results);
  const compared = comparedIn(tally);
  const troubles = troublesOf(run);
  const reservations = [...troubles, ...skippedClause(run)];
  if (tally.differs > 0) {
    const isOrAre = tally.differs === 1 ? 'is' : 'are';
    const because = diagnosis && diagnosisClause(diagnosis);
    return {
      tone: 'wrong',
      headline: `${grouped(tally.differs)} of ${counted(compared, 'bill')} ${isOrAre} wrong`,
      ...(because !== undefined && { because }),
      reservations,
    };
  }
  const headline =
    compared === 0
      ? 'No bill was compared'
      : `${grouped(compared)} of ${counted(compared, 'bill')} ${compared === 1 ? 'agrees' : 'agree'}`;
  return { tone: compared === 0 || troubles.length > 0 ? 'trouble' : 'right', headline, reservations };
}

/** A verdict in one line, without a full stop. */
export function conclusionText({ headline, because, reservations }: Conclusion): string {
  const parts = [because === undefined ? headline : `${headline}: ${because}`, ...reservations];
  return parts.join('; ');
}

function troublesOf({ results, ending, selection }: MatrixRun): string[] {
  const tally = tallyOf(results);
  const unreached = selection.cells - reachedIn(tally);
  const { missing } = selection;
  return [
    ...(tally.failed > 0 ? [`${counted(tally.failed, 'cell')} had no bill to compare`] : []),
    ...(endings[ending] ?? []),
    ...(unreached > 0 ? [`${grouped(unreached)} of ${counted(selection.cells, 'cell')} were not reached`] : []),
    ...(missing ? [missingText(missing)] : []),
  ];
}

/** A target that skips nearly everything must not look like one that does everything right. */
function skippedClause({ results, selection }: MatrixRun): string[] {
  const { skipped } = tallyOf(results);
  if (skipped === 0) return [];
  return [`${grouped(skipped)} of ${counted(selection.cells, 'cell')} ${skipped === 1 ? 'was' : 'were'} skipped`];
}

/** The clause for each ending of a run that is not complete. */
const endings: Partial<Readonly<Record<MatrixRun['ending'], readonly string[]>>> = {
  interrupted: ['the run was interrupted'],
  bailed: ['the run stopped at its limit of wrong bills'],
  'gave up': ['the run gave up because one cell after another failed'],
};

function missingText({ indexes, count }: MissingShards): string {
  const are = indexes.length === 1 ? ['shard', 'is'] : ['shards', 'are'];
  return `${are[0]} ${indexes.join(', ')} of ${count} ${are[1]} missing`;
}

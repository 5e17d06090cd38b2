import type { MatrixRun, MissingShards } from '../../runs/results.ts';
import { concludeRun, type RunConclusion } from '../../runs/run-conclusion.ts';
import { comparedClause, skippedClause } from './compared.ts';
import { diagnosisClause } from './explanation-text.ts';
import type { Report } from './report.ts';
import { comparedIn, reachedIn, tallyOf } from './tally.ts';
import { counted, grouped } from './wording.ts';

/** The conclusion of a run, in words. */
export interface Conclusion {
  /**
   * `wrong` when bills are wrong. Otherwise `trouble` when cells failed, were not reached, or were skipped for the most part, and
   * `right` when not.
   */
  readonly tone: 'right' | 'wrong' | 'trouble';
  /** A clause like `312 of 27 000 bills are wrong` or `5 of 95 bills could be compared (5 %)`. */
  readonly headline: string;
  /** The most likely mistake, or else the reason why cells were skipped, in a clause. */
  readonly because?: string;
  /** Reservations, each in a clause: mostly the reasons why bills were not compared. */
  readonly reservations: readonly string[];
}

const tones: Readonly<Record<RunConclusion, Conclusion['tone']>> = {
  agrees: 'right',
  differs: 'wrong',
  trouble: 'trouble',
  'all skipped': 'trouble',
  'mostly skipped': 'trouble',
};

export function conclusionOf(report: Report): Conclusion {
  const { run } = report;
  const tally = tallyOf(run.results);
  const clauses = { troubles: troublesOf(run), skipped: skippedClause(run) };
  const words = tally.differs > 0 ? wrongWords(report, clauses) : rightWords(run, clauses);
  return { tone: tones[concludeRun(run)], ...words };
}

/** The reasons why bills were not compared. */
interface Clauses {
  readonly troubles: readonly string[];
  /** The reason why cells were skipped. */
  readonly skipped: string | undefined;
}

type Words = Omit<Conclusion, 'tone'>;

function wrongWords({ run, diagnosis }: Report, { troubles, skipped }: Clauses): Words {
  const tally = tallyOf(run.results);
  const because = diagnosis && diagnosisClause(diagnosis);
  return {
    headline: `${grouped(tally.differs)} of ${counted(comparedIn(tally), 'bill')} ${tally.differs === 1 ? 'is' : 'are'} wrong`,
    ...(because !== undefined && { because }),
    reservations: [...troubles, ...(skipped === undefined ? [] : [`${comparedClause(run)}: ${skipped}`])],
  };
}

/** A target that skips nearly everything must not look like one that does everything right. */
function rightWords(run: MatrixRun, { troubles, skipped }: Clauses): Words {
  const compared = comparedIn(tallyOf(run.results));
  const agreeing = `${grouped(compared)} of ${counted(compared, 'bill')} ${compared === 1 ? 'agrees' : 'agree'}`;
  if (skipped === undefined) {
    return { headline: compared === 0 ? 'No bill was compared' : agreeing, reservations: troubles };
  }
  if (compared > 0) {
    return { headline: comparedClause(run), because: skipped, reservations: [agreeing, ...troubles] };
  }
  if (troubles.length > 0) return { headline: 'No bill was compared', reservations: [...troubles, skipped] };
  return { headline: 'No bill could be compared', because: skipped, reservations: [] };
}

/** A verdict in one line, without a full stop. */
export function conclusionText({ headline, because, reservations }: Conclusion): string {
  const parts = [because === undefined ? headline : `${headline}: ${because}`, ...reservations];
  return parts.join('; ');
}

function troublesOf(run: MatrixRun): string[] {
  const { failed } = tallyOf(run.results);
  return [...(failed > 0 ? [`${counted(failed, 'cell')} had no bill to compare`] : []), ...unreachedClauses(run)];
}

/** The reasons why a run does not have the results of all its cells, each in a clause; none when it has them. */
export function unreachedClauses({ results, ending, selection }: MatrixRun): string[] {
  const unreached = selection.cells - reachedIn(tallyOf(results));
  const { missing } = selection;
  return [
    ...(endings[ending] ?? []),
    ...(unreached > 0 ? [`${grouped(unreached)} of ${counted(selection.cells, 'cell')} were not reached`] : []),
    ...(missing ? [missingText(missing)] : []),
  ];
}

/** The clause for each ending of a run that is not complete. */
const endings: Partial<Readonly<Record<MatrixRun['ending'], readonly string[]>>> = {
  interrupted: ['the run was interrupted'],
  bailed: ['the run stopped at its limit of wrong bills'],
  'gave up': ['the run gave up because the target failed'],
};

function missingText({ indexes, count }: MissingShards): string {
  const are = indexes.length === 1 ? ['shard', 'is'] : ['shards', 'are'];
  return `${are[0]} ${indexes.join(', ')} of ${count} ${are[1]} missing`;
}

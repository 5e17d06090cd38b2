import { counted } from '../results/figures.ts';
import type { PerfReport } from '../results/report.ts';

/** The conclusion of a report: `wrong` is a missed budget, `trouble` something that could not be judged. */
export interface Conclusion {
  readonly headline: string;
  readonly tone: 'right' | 'wrong' | 'trouble';
}

/** The one sentence that a report begins with. */
export function conclusionOf({ verdicts, ending, workloads }: PerfReport): Conclusion {
  const missed = verdicts.filter(({ outcome }) => outcome === 'missed').length;
  const unjudged = verdicts.filter(({ outcome }) => outcome === 'unjudged').length;
  if (missed > 0) return { headline: `${missed} of ${counted(verdicts.length, 'budget')} missed`, tone: 'wrong' };
  if (ending === 'interrupted')
    return { headline: 'Interrupted: the part that was measured met its budgets', tone: 'trouble' };
  if (unjudged > 0) {
    return { headline: `${unjudged} of ${counted(verdicts.length, 'budget')} could not be judged`, tone: 'trouble' };
  }
  if (verdicts.length === 0)
    return { headline: `${counted(workloads.length, 'workload')}, no budget`, tone: 'trouble' };
  return { headline: `All ${counted(verdicts.length, 'budget')} met`, tone: 'right' };
}

import type { MatrixRun, Verdict } from '../runs/results.ts';

export const exitCodes = { agrees: 0, differs: 1, usage: 2, trouble: 3 } as const;

/**
 * The exit code of a run. A bill that differs comes before all else; then, that the target was not compared to the end or that a
 * report is missing; or that every bill agrees. A run that could not compare one bill at all was asked for in a way that can't
 * work.
 */
export function exitCodeOf({ results, ending }: Pick<MatrixRun, 'results' | 'ending'>, isTold = true): number {
  const has = (verdict: Verdict) => results.some((result) => result.verdict === verdict);
  if (has('differs')) return exitCodes.differs;
  if (has('failed') || ending !== 'complete' || !isTold) return exitCodes.trouble;
  return has('agrees') ? exitCodes.agrees : exitCodes.usage;
}

/** A request to stop the process, which aborts `signal`. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Lets signals end the process again. */
  release(): void;
}

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** Lets the first Ctrl-C or SIGTERM come to a clean end; the second one ends the process at once. */
export function interruptOnSignals(): Interruption {
  const controller = new AbortController();
  const release = () => {
    for (const name of stopSignals) process.off(name, stop);
  };
  const stop = () => {
    release();
    process.stderr.write('Stopping: what was found so far follows. Once more ends it at once.\n');
    controller.abort();
  };
  for (const name of stopSignals) process.on(name, stop);
  return { signal: controller.signal, release };
}

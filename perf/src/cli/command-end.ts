import type { PerfReport } from '../results/report.ts';

/** The exit codes. `noK6` means that there is no k6 to run. */
export const exitCodes = { met: 0, missed: 1, usage: 2, trouble: 3, noK6: 4 } as const;

/**
 * The exit code of a report. A missed budget comes before all else; then, that the run was not complete, that the target limited the
 * load, or that a report could not be written.
 */
export function exitCodeOf({ verdicts, ending }: PerfReport, isLimited: boolean, isTold: boolean): number {
  if (verdicts.some(({ outcome }) => outcome === 'missed')) return exitCodes.missed;
  return ending === 'complete' && !isLimited && isTold ? exitCodes.met : exitCodes.trouble;
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
    process.stderr.write('Stopping: what was measured so far follows. A second signal ends it at once.\n');
    controller.abort();
  };
  for (const name of stopSignals) process.on(name, stop);
  return { signal: controller.signal, release };
}

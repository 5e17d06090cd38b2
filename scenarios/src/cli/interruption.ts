/** A request to stop the process, which aborts `signal`. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Lets signals end the process again. */
  release(): void;
}

const stopSignals = ['SIGINT', 'SIGTERM'] as const;

/** Lets the first Ctrl-C or SIGTERM come to a clean end, of which `follows` tells; the second one ends the process at once. */
export function interruptOnSignals(follows = 'what was found so far follows'): Interruption {
  const controller = new AbortController();
  const release = () => {
    for (const name of stopSignals) process.off(name, stop);
  };
  const stop = () => {
    release();
    process.stderr.write(`Stopping: ${follows}. A second signal ends it at once.\n`);
    controller.abort();
  };
  for (const name of stopSignals) process.on(name, stop);
  return { signal: controller.signal, release };
}

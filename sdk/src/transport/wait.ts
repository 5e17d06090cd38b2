import { platform } from '#platform';

/** Waits for a time, in milliseconds. Rejects with the signal's reason as soon as the signal aborts. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    const abort = () => {
      stop();
      reject(signal.reason);
    };
    const stop = platform.startTimer(end, ms);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

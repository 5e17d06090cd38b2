import { platform } from '#platform';
import { type AbortSignalLike, withOwnController } from './own-signal.ts';

/** The time limit of a task, in milliseconds, and the signal that may end the task earlier. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignalLike | undefined;
}

/** The reason with which a task is aborted when its time is up. */
export class TimeUp extends Error {
  override readonly name = 'TimeUp';
}

/**
 * Runs a task with a signal that aborts when the time is up or the caller aborts. Unlike a socket's time-out, this also ends an
 * answer that comes in byte by byte.
 *
 * @param lacking The thing that is missing when the time is up, for the message.
 * @throws TimeUp, the caller's reason to abort, or the errors of the task; TypeError when `signal` is not a signal.
 */
export function withDeadline<T>(
  { timeoutMs, signal }: Limits,
  task: (signal: AbortSignal) => Promise<T>,
  lacking = 'no complete answer',
): Promise<T> {
  return withOwnController(signal, async (controller) => {
    const abort = () => controller.abort(new TimeUp(`${lacking} in ${timeoutMs} ms`));
    const stopTimer = platform.startTimer(abort, timeoutMs);
    try {
      return await task(controller.signal);
    } finally {
      stopTimer();
    }
  });
}

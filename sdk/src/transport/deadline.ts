// The timers of Node's own: the globals may be those of a test environment, or stand still for a test.
import { clearTimeout, setTimeout } from 'node:timers';
import { type AbortSignalLike, withOwnController } from './own-signal.ts';

/** How long something may take, and who may stop it before. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignalLike | undefined;
}

/** The reason that a task is aborted with when its time is up. */
export class TimeUp extends Error {
  override readonly name = 'TimeUp';
}

/**
 * Runs a task with a signal that aborts when the time is up or the caller aborts. Unlike a socket's time-out it also ends an
 * answer that trickles in byte by byte.
 *
 * @param lacking What there is not when the time is up, for the message.
 * @throws TimeUp, the caller's reason to abort, or what the task throws; TypeError for what is no signal.
 */
export function withDeadline<T>(
  { timeoutMs, signal }: Limits,
  task: (signal: AbortSignal) => Promise<T>,
  lacking = 'no complete answer',
): Promise<T> {
  return withOwnController(signal, async (controller) => {
    const timer = setTimeout(() => controller.abort(new TimeUp(`${lacking} in ${timeoutMs} ms`)), timeoutMs);
    try {
      return await task(controller.signal);
    } finally {
      clearTimeout(timer);
    }
  });
}

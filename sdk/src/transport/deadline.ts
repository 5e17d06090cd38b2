import { setMaxListeners } from 'node:events';

/** How long something may take, and who may stop it before. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
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
 * @throws TimeUp, the caller's reason to abort, or what the task throws.
 */
export async function withDeadline<T>(
  { timeoutMs, signal }: Limits,
  task: (signal: AbortSignal) => Promise<T>,
  lacking = 'no complete answer',
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const passOn = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(new TimeUp(`${lacking} in ${timeoutMs} ms`)), timeoutMs);
  if (signal) {
    // Any number of calls in flight may share a signal; Node would take more than ten of them for a leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', passOn);
  }
  try {
    return await task(controller.signal);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', passOn);
  }
}

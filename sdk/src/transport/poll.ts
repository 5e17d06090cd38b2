import { wait } from './wait.ts';

interface Polling<T> {
  readonly isLast: (answer: T) => boolean;
  readonly onProgress: ((answer: T) => void) | undefined;
  /** The first wait, in milliseconds. */
  readonly intervalMs: number;
}

/** The factor by which each wait is longer than the one before it. */
const growth = 1.5;

/** The factor by which the longest wait is longer than the first one. */
const longest = 10;

/**
 * Asks until an answer is the last one, and waits longer each time: work that takes long needs fewer requests.
 *
 * @throws The errors of `ask` and `onProgress`; an AbortError when the signal aborts during a wait.
 */
export async function poll<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  { isLast, onProgress, intervalMs }: Polling<T>,
  signal: AbortSignal,
): Promise<T> {
  let previous: string | undefined;
  for (let delayMs = intervalMs; ; delayMs = Math.min(delayMs * growth, intervalMs * longest)) {
    const answer = await ask(signal);
    const text = JSON.stringify(answer);
    if (text !== previous) onProgress?.(answer);
    if (isLast(answer)) return answer;
    previous = text;
    await wait(delayMs, signal);
  }
}

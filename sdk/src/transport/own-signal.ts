import { setMaxListeners } from 'node:events';
import { transferableAbortController } from 'node:util';

/**
 * What an `AbortSignal` has that is needed to follow it. Test environments such as jsdom and happy-dom put classes of their own
 * in the place of Node's, so a caller's signal may be no signal to Node.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Node's own class, which the global of that name need not be. */
const NodeAbortSignal = transferableAbortController().signal.constructor;

/**
 * Runs a task with a controller of Node's own, which also aborts when the caller's signal does. That signal itself is passed on
 * to nobody.
 *
 * @throws TypeError for what is no signal; the reason that the controller was aborted with, or what the task throws.
 */
export async function withOwnController<T>(
  outer: AbortSignalLike | undefined,
  task: (controller: AbortController) => Promise<T>,
): Promise<T> {
  // A controller that can be sent to other threads is what Node makes only by itself, whatever the globals are.
  const controller = transferableAbortController();
  const passOn = () => controller.abort(outer?.reason);
  if (outer) listen(outer, passOn);
  try {
    controller.signal.throwIfAborted();
    return await task(controller);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    outer?.removeEventListener('abort', passOn);
  }
}

function listen(outer: AbortSignalLike, passOn: () => void): void {
  if (typeof outer.aborted !== 'boolean' || typeof outer.addEventListener !== 'function') {
    throw new TypeError('signal must be an AbortSignal');
  }
  if (outer.aborted) passOn();
  // Any number of calls in flight may share a signal; Node 20 would take more than ten of them for a leak.
  if (isOfNode(outer)) setMaxListeners(0, outer);
  outer.addEventListener('abort', passOn);
}

function isOfNode(signal: AbortSignalLike): signal is AbortSignal {
  return signal instanceof NodeAbortSignal;
}

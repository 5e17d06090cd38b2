import { platform } from '#platform';

/**
 * The members of an `AbortSignal` that the client uses. Test environments such as jsdom and happy-dom put classes of their own in
 * the place of Node's, so Node may not accept a caller's signal as a signal.
 */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Runs a task with a controller of the runtime's own class. The controller also aborts when the caller's signal aborts. The caller's
 * signal itself is given to nobody.
 *
 * @throws TypeError when `outer` is not a signal; the reason that the controller was aborted with, or the errors of the task.
 */
export async function withOwnController<T>(
  outer: AbortSignalLike | undefined,
  task: (controller: AbortController) => Promise<T>,
): Promise<T> {
  const controller = platform.newAbortController();
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
  // Many calls in flight may share a signal.
  platform.allowManyListeners(outer);
  outer.addEventListener('abort', passOn);
}

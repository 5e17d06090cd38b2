/**
 * The signal of a controller, which aborts right after the client has begun to follow the signal for the second time. A client
 * follows it anew for each attempt and for each wait between two attempts, so the second time is the first wait.
 */
export function signalAbortedInFirstWait(controller: AbortController): AbortSignal {
  const { signal } = controller;
  const listen = signal.addEventListener.bind(signal);
  let times = 0;
  signal.addEventListener = (...parameters: Parameters<typeof listen>) => {
    listen(...parameters);
    times += 1;
    // The client starts its timer before this runs: nothing asynchronous comes between.
    if (times === 2) queueMicrotask(() => controller.abort());
  };
  return signal;
}

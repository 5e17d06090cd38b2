/**
 * Makes a function that runs actions together, in their order, once the requests that came with this turn of the event loop are
 * handled. Answers are sent so: the first one wakes the client that waits, and to send the others while it is awake takes the system
 * far less time.
 */
export function atEndOfTurn(): (action: () => void) => void {
  let waiting: (() => void)[] = [];
  const runAll = () => {
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
  };
  return (action) => {
    if (waiting.push(action) === 1) setImmediate(runAll);
  };
}

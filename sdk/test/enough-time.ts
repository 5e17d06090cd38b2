/** The longest time that a task is given, in milliseconds. A machine on which it is not enough is not slow but stuck. */
const longestMs = 12_800;

/**
 * Runs a task that is about a time limit, with twice the limit each time, until the task says that the limit was long enough
 * for the events that have to come before it. So no machine is too slow for the test, and a quick one does not wait.
 *
 * @throws The errors of the task; an Error when no limit was long enough.
 */
export async function withEnoughTime(task: (timeoutMs: number) => Promise<boolean>): Promise<void> {
  for (let timeoutMs = 100; timeoutMs <= longestMs; timeoutMs *= 2) if (await task(timeoutMs)) return;
  throw new Error(`${longestMs} ms were not enough`);
}

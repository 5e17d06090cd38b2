import { expect, onTestFinished, test } from 'vitest';
import { type Asked, START } from './worker-messages.ts';
import { WorkerThread } from './worker-thread.ts';

const settings = { matrix: 'smoke', target: './adapter.js', options: {}, hasMockInside: false };
const asked: Asked<'runCell'> = { cell: { member: 'kr' }, uuid: 'u' };

/** A thread that runs other lines than ours; they know a `port`. */
function threadOf(lines: string, limits: { blockedAfterMs?: number; readyWithinMs?: number } = {}): WorkerThread {
  const script = `import { parentPort as port } from 'node:worker_threads'; ${lines}`;
  const thread = new WorkerThread(settings, {
    script: new URL(`data:text/javascript,${encodeURIComponent(script)}`),
    abortedWithinMs: 10,
    ...limits,
  });
  onTestFinished(() => thread.close(0).catch(() => undefined));
  return thread;
}

const isReady = `port.postMessage([{ id: ${START}, answer: { name: 'adapter' } }]);`;
const blocks = `${isReady} port.on('message', () => { for (;;); });`;

test.each([
  [
    'exits',
    'process.exit(7)',
    './adapter.js ended its thread with exit code 7: a target must not call process.exit().',
  ],
  [
    'throws',
    'throw new RangeError("No line.")',
    'The thread of ./adapter.js was ended by an error that nothing caught: RangeError: No line.',
  ],
])('nobody waits for a thread that %s before it is ready', async (_, lines, reason) => {
  await expect(threadOf(lines).start()).rejects.toThrow(reason);
});

test('nobody waits for a thread that is blocked before it is ready', async () => {
  const reason = './adapter.js cannot be loaded: it blocks its thread, and is not ready after 0.02 seconds.';
  await expect(threadOf('for (;;);', { readyWithinMs: 20 }).start()).rejects.toThrow(reason);
});

test('a thread that ends has no call left, and takes none', async () => {
  const thread = threadOf(`${isReady} port.on('message', ({ id }) => id === 2 && process.exit(0));`);
  await thread.start();
  expect(thread.isReady).toBe(true);
  const calls = await Promise.allSettled([thread.call('runCell', asked), thread.call('runCell', asked)]);
  const reason = 'adapter ended its thread with exit code 0: a target must not call process.exit().';
  expect(calls).toMatchObject(Array(2).fill({ status: 'rejected', reason: { message: reason } }));
  await expect(thread.call('runCell', asked)).rejects.toThrow(reason);
  expect([thread.isReady, thread.callCount, thread.ended?.message]).toEqual([false, 0, reason]);
});

test('a thread that is blocked does not hold up what is aborted', async () => {
  const thread = threadOf(blocks);
  await thread.start();
  await expect(thread.call('runCell', asked, AbortSignal.abort())).rejects.toThrow('adapter does not stop.');
});

test('nor does it hold up a run that nobody aborts', async () => {
  const thread = threadOf(blocks, { blockedAfterMs: 20 });
  await thread.start();
  const reason = 'adapter blocks its thread: it has answered nothing for 20 ms.';
  await expect(thread.call('runCell', asked)).rejects.toThrow(reason);
});

test('nor does it hold up the end', async () => {
  const thread = threadOf(blocks);
  await thread.start();
  await expect(thread.close(20)).rejects.toThrow('adapter took more than 20 ms.');
});

import { expect, test } from 'vitest';
import { GatheredAnswers } from './gathered-answers.ts';
import type { MessageFromWorker } from './worker-messages.ts';

test('every answer is sent once and in order, and one that is no data stops only itself', async () => {
  const sent: MessageFromWorker[] = [];
  const answers = new GatheredAnswers((together) => sent.push(...structuredClone(together)));
  answers.targetName = 'adapter';
  for (const [id, answer] of [1, 2, () => 3, 4].entries()) answers.send({ id, answer });
  await expect.poll(() => sent.length).toBe(4);
  answers.send({ id: 4, answer: 5 });
  await expect.poll(() => sent.at(-1)).toEqual({ id: 4, answer: 5 });
  expect(sent.slice(0, 4)).toEqual([
    { id: 0, answer: 1 },
    { id: 1, answer: 2 },
    {
      id: 2,
      error: expect.objectContaining({
        message: expect.stringMatching(/^The answer of adapter can't leave its thread: /),
      }),
    },
    { id: 3, answer: 4 },
  ]);
});

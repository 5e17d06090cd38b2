import { expect, test } from 'vitest';
import { usageMatrix } from '../../test/usage-matrix.ts';
import { AdapterTarget } from './adapter-target.ts';
import { engineTarget } from './engine-target.ts';
import type { Target } from './target.ts';

const plain = usageMatrix.caseOf({ member: 'kr', month: '2025-03', units: '80' });

function lived(adapter: Target, signal = new AbortController().signal) {
  return new AdapterTarget(adapter, 50).bill(plain, { uuid: 'u', signal });
}

test('an outcome is passed on as it is', async () => {
  const engine = engineTarget();
  const target = new AdapterTarget({ ...engine, omits: ['vat'] }, 50);
  const context = { uuid: 'u', signal: new AbortController().signal };
  expect(await target.bill(plain, context)).toEqual(await engine.bill(plain, context));
  expect([target.name, target.omits]).toEqual(['engine', ['vat']]);
  expect(await lived({ name: 'no bill', bill: async () => ({ refusals: [], bill: undefined }) })).toEqual({
    refusals: [],
    bill: undefined,
  });
});

test.each([
  undefined,
  null,
  'bill',
  {},
  { totalAmount: 100 },
  { refusals: [], bill: {} },
  { refusals: {}, bill: undefined },
])('a bill of %j is told to be none', async (answer) => {
  const adapter: Target = Object.assign(
    { name: 'odd' },
    { bill: async () => JSON.parse(JSON.stringify(answer) ?? 'null') },
  );
  await expect(lived(adapter)).rejects.toThrow(
    'bill() of odd must answer { refusals: [], bill: readBill(statement) }, not ',
  );
});

test('nobody waits for it when its time is up, or when the run is stopped', async () => {
  const limits: AbortSignal[] = [];
  const silent: Target = {
    name: 'silent',
    bill: (_, { signal }) => {
      limits.push(signal);
      return new Promise(() => undefined);
    },
  };
  await expect(lived(silent)).rejects.toThrow('silent took more than 50 ms.');
  const controller = new AbortController();
  const stopped = lived(silent, controller.signal);
  controller.abort(new Error('stopped'));
  await expect(stopped).rejects.toThrow('stopped');
  await expect(lived(silent, controller.signal)).rejects.toThrow('stopped');
  expect(limits.map(({ aborted }) => aborted)).toEqual([true, true]);
});

test('what it throws is thrown on, at once or later, and what it lacks is not missed', async () => {
  const bill = () => {
    throw new Error('broken');
  };
  await expect(lived({ name: 'broken', bill })).rejects.toThrow('broken');
  const target = new AdapterTarget(engineTarget(), 50);
  await target.check(new AbortController().signal);
  await target.close();
});

test('nobody waits for it to close when it does not come to an end', async () => {
  const target = new AdapterTarget({ ...engineTarget(), close: () => new Promise(() => undefined) }, 50);
  await expect(target.close()).rejects.toThrow('engine took more than 50 ms.');
});

test('it is checked and closed', async () => {
  const heard: string[] = [];
  const target = new AdapterTarget(
    {
      ...engineTarget(),
      check: async () => void heard.push('check'),
      close: async () => void heard.push('close'),
    },
    50,
  );
  await target.check(new AbortController().signal);
  await target.close();
  expect(heard).toEqual(['check', 'close']);
});

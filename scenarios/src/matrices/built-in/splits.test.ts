import { describe, expect, test } from 'vitest';
import { splits } from './splits.ts';

const used = { counterName: 'disk', unit: 'GB', smaller: { unit: 'MB', factor: 1024 } };

describe('a quantity is split so that nothing of it gets lost', () => {
  test.each([
    // A ninth of 0.1 is 0.011111111111, and one smallest fraction is over.
    ['0.1', ['0.011111111111', '0.077777777778', '0.011111111111']],
    ['0', ['0', '0', '0']],
    ['0.000000000001', ['0', '0.000000000001', '0']],
  ])('%s into %j', (quantity, volumes) => {
    for (const split of [splits.readings, splits.resources, splits.projects])
      expect(split({ ...used, quantity }).map(({ volume }) => volume)).toEqual(volumes);
    expect(splits.none({ ...used, quantity }).map(({ volume }) => volume)).toEqual([quantity]);
  });

  test('into a smaller unit, of which a whole number is one', () => {
    // 1.8 GB are 1 843.2 MB, and a ninth of that is 204.8.
    expect(splits['smaller-unit']({ ...used, quantity: '1.8' })).toEqual([
      { projectId: 'api', volume: '204.8', unit: 'MB' },
      { projectId: 'db', volume: '1433.6', unit: 'MB' },
      { projectId: 'web', volume: '204.8', unit: 'MB' },
    ]);
  });

  test('in its own unit where there is no smaller one', () => {
    const seats = { counterName: 'seats', unit: 'UNITS', quantity: '9' };
    expect(splits['smaller-unit'](seats)).toEqual(splits.projects(seats));
  });
});

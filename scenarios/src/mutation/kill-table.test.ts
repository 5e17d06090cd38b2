import { defects, type Policy, standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { littleMatrix } from '../../test/little-matrix.ts';
import { named } from '../../test/little-run.ts';
import { matrices } from '../matrices/built-in/matrices.ts';
import { defineMatrix } from '../matrices/define-matrix.ts';
import { diagnosisAccuracy } from './diagnosis-accuracy.ts';
import { killTable, survivorsOf } from './kill-table.ts';
import { killTableText } from './kill-table-text.ts';
import { matrixSample } from './matrix-sample.ts';

/** A matrix of a user's that sees little: one counter, no tax. */
const seats = defineMatrix({
  name: 'seats',
  dimensions: { month: ['2025-01', '2025-02'], seats: { four: '4', five: '5' } },
  build: ({ month, seats: volume }) => ({
    member: 'etc',
    month,
    usage: [{ projectId: 'p', counterName: 'support.seat', unit: 'EA', volume, timestamp: `${month}-10T00:00:00Z` }],
  }),
});

/** All of them take a minute: `npm run test:diagnosis` tries them. */
const everyFourth = defects.filter((_, index) => index % 4 === 1);

test('the built-in matrices let the diagnosis name defects first and alone', async () => {
  const samples = matrices.map((matrix) => matrixSample(matrix));
  const found = await diagnosisAccuracy(samples, undefined, everyFourth);
  expect(found).toHaveLength(everyFourth.length);
  const misses = found.filter(({ rank }) => rank !== 1).map(({ defect, rank }) => `${defect.name}: ${rank}`);
  expect(misses).toEqual([]);
  // It takes seconds, and minutes on a machine that is busy.
}, 600_000);

/** A catalog by which tax is on the charge before credits. */
const taxFirst: Policy = { ...standardPolicy, rules: { taxOn: 'BEFORE_CREDITS' } };

describe('by a policy', () => {
  test('the mistakes are those of engines that bill by it', async () => {
    const sample = matrixSample(littleMatrix, { policy: taxFirst });
    const { rows } = await killTable([sample]);
    const kills = new Map(rows.map((row) => [row.defect.name, row.kills[0]]));
    expect(kills.has('tax-before-credits')).toBe(false);
    expect(kills.get('tax-after-credits')).toMatchObject({ credits: 'FREE' });
    const chosen = rows.flatMap(({ defect }) => (defect.name === 'tax-after-credits' ? [defect] : []));
    const rule = 'Tax is on the charge after adjustments and before credits.';
    expect(await diagnosisAccuracy([sample], undefined, chosen)).toMatchObject([
      { rank: 1, diagnosis: { explanations: [{ defects: ['tax-after-credits'], broken: [{ section: 7, rule }] }] } },
    ]);
  });

  test('the members of the policy take the place of those of the matrix', () => {
    const [first] = standardPolicy.members;
    const policy = { ...standardPolicy, members: first ? [{ ...first, member: 'acme' }] : [] };
    const { cells, dimensions } = matrixSample(littleMatrix, { policy });
    expect(new Set(cells.map(({ member }) => member))).toEqual(new Set(['acme']));
    expect(dimensions[0]).toEqual({ name: 'member', labels: ['acme'] });
  });

  test('a mistake that no bill shows is no gap', () => {
    const [summed, drained] = ['gauge-summed', 'gauge-peak'].map(named);
    if (!(summed && drained)) throw new Error('These are defects.');
    const rows = [
      { defect: summed, kills: [undefined], hidden: 'No price takes a gauge.' },
      { defect: drained, kills: [undefined], hidden: undefined },
    ];
    const table = { matrices: [{ matrix: 'seats', coverage: 'full', cells: 4, left: 0 }], rows } as const;
    expect(survivorsOf(table).map(({ defect }) => defect.name)).toEqual(['gauge-peak']);
    expect(killTableText(table)).toBe(`defect        seats
gauge-summed  -
gauge-peak    -

seats kills 0 of 2 defects (4 cells, full).
gauge-summed can't show with this catalog: No price takes a gauge.
Nothing kills gauge-peak: ${drained.sentence}
`);
  });
});

describe('the table', () => {
  test('tells the first cell that a defect changes', async () => {
    const { matrices: tried, rows } = await killTable([matrixSample(seats), matrixSample(littleMatrix)]);
    expect(tried).toEqual([
      { matrix: 'seats', coverage: 'full', cells: 4, left: 0 },
      { matrix: 'little', coverage: 'full', cells: 162, left: 0 },
    ]);
    const [rounded] = rows.filter(({ defect }) => defect.name === 'package-rounded-down');
    expect(rounded?.kills).toEqual([{ month: '2025-01', seats: 'four' }, undefined]);
    const [full] = rows.filter(({ defect }) => defect.name === 'package-begun-when-full');
    expect(full?.kills[0]).toEqual({ month: '2025-01', seats: 'five' });
  });

  test('leaves out cells that can’t be asked for', async () => {
    const paid = defineMatrix({
      name: 'paid',
      dimensions: { month: ['2025-01'], payments: { none: undefined, one: [{ do: 'pay' }] as const } },
      build: ({ month, payments }) => ({ member: 'kr', month, ...(payments && { payments }) }),
    });
    const { matrices: tried } = await killTable([matrixSample(paid, { via: 'preview' })]);
    expect(tried).toEqual([{ matrix: 'paid', coverage: 'full', cells: 1, left: 0 }]);
  });

  test('ends early when it is told to', async () => {
    const { rows, matrices: tried } = await killTable([matrixSample(seats)], AbortSignal.abort());
    expect(tried).toEqual([{ matrix: 'seats', coverage: 'full', cells: 0, left: 4 }]);
    expect(rows.map(({ kills }) => kills)).toEqual(defects.map(() => [undefined]));
    expect(await diagnosisAccuracy([matrixSample(seats)], AbortSignal.abort())).toEqual([]);
  });

  test('is printed with what is killed, what is not, and how well it is named', async () => {
    const surveyed = [matrixSample(seats), matrixSample(littleMatrix)];
    const chosen = ['package-prorated', 'package-rounded-down', 'rounded-per-project', 'gauge-summed'].map(named);
    const { matrices: tried, rows } = await killTable(surveyed);
    const some = rows.filter(({ defect }) => [...chosen, named('float-prices')].includes(defect));
    expect(killTableText({ matrices: tried, rows: some }, await diagnosisAccuracy(surveyed, undefined, chosen))).toBe(
      `defect                seats   little  diagnosis
gauge-summed          -       killed  first
rounded-per-project   -       killed  one of 2
float-prices          -       -
package-prorated      killed  -       first
package-rounded-down  killed  -       first

seats kills 2 of 5 defects (4 cells, full).
little kills 2 of 5 defects (162 cells, full).
Nothing kills float-prices: Quantity and unit price are multiplied as binary floats.
The diagnosis names 3 of 4 defects first, and no other one that is as likely; 1 was not tried.
`,
    );
    expect(killTableText({ matrices: tried, rows: some.slice(0, 1) })).toBe(
      `defect        seats  little
gauge-summed  -      killed

seats kills 0 of 1 defect (4 cells, full).
little kills 1 of 1 defect (162 cells, full).
`,
    );
  });

  test('leaves open what was not tried when it was stopped', async () => {
    const both = await killTable([matrixSample(seats), matrixSample(littleMatrix)]);
    const [first, second] = both.matrices;
    if (!(first && second)) throw new Error('Two matrices were tried.');
    const names = ['package-prorated', 'package-rounded-down', 'gauge-summed'].map(named);
    const rows = both.rows.filter(({ defect }) => names.includes(defect));
    const stopped = { matrices: [first, { ...second, cells: 38, left: 124 }], rows };
    expect(killTableText(stopped, [])).toBe(
      `defect                seats   little  diagnosis
gauge-summed          -       killed
package-prorated      killed  ?
package-rounded-down  killed  ?

seats kills 2 of 3 defects (4 cells, full).
little kills 1 of 3 defects so far (38 cells, full).
No defect was diagnosed.
Stopped with 124 of 166 cells left: what is not known is marked ?.
`,
    );
    const hopeless = { matrices: [{ ...first, left: 1 }], rows: rows.map((row) => ({ ...row, kills: [undefined] })) };
    expect(killTableText(hopeless)).not.toContain('Nothing kills');
  });
});

import { defineMatrix } from '../src/matrices/define-matrix.ts';

/** A hundred cells: units of `test.usage`, which cost 1 each and 10 % tax, from 1 to 100. */
export const usageMatrix = defineMatrix({
  name: 'usage',
  dimensions: {
    member: ['kr'],
    month: ['2025-03'],
    units: Array.from({ length: 100 }, (_, index) => String(index + 1)),
  },
  build: ({ member, month, units }) => ({
    member,
    month,
    usage: [
      {
        projectId: 'web',
        counterName: 'test.usage',
        unit: 'UNITS',
        volume: units,
        timestamp: `${month}-10T09:00:00Z`,
      },
    ],
  }),
});

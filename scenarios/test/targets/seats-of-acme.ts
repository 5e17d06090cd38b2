import { defineMatrix } from '@billing-testkit/scenarios';

/** Seats of a member that no built-in catalog has. */
export const matrix = defineMatrix({
  name: 'seats',
  dimensions: { month: ['2025-01'], seats: { four: '4', five: '5' } },
  build: ({ month, seats: volume }) => ({
    member: 'acme',
    month,
    usage: [{ projectId: 'p', counterName: 'support.seat', unit: 'EA', volume, timestamp: `${month}-10T00:00:00Z` }],
  }),
});

import type { OperationId } from '@billing-testkit/contracts';
import { monthAt, type Names, reading, type StateAccount, times } from './state-account.ts';

/** A kind of thing that an account or a server can have any number of. */
export interface StateKind {
  readonly name: string;
  /** The number of things that is compared with four times as many. */
  readonly n: number;
  /** Whether the whole server has the things, so that requests without a uuid are about them. */
  readonly isOfServer?: boolean;
  /** Gives the account n of the things, and returns the names that the index-th request about them needs. */
  build(account: StateAccount, n: number): Promise<(index: number) => Names>;
  /**
   * The operations that are about all of the things, or single ways to ask them ("listMeters by appKey"). Their cost may grow in
   * proportion to n; the cost of all others may not grow.
   */
  readonly linear: readonly (OperationId | `${OperationId} ${string}`)[];
}

const unnamed = () => ({});

/** A filtered list looks at every reading that the filter leaves open. */
const filtered: StateKind['linear'] = ['listMeters by appKey', 'listMeters by counterName', 'listMeters by month'];

const usage: StateKind['linear'] = [
  ...filtered,
  'calculateStatement',
  'createBatch of API_CALCULATE_USAGE_AND_PRICE',
  'createBatch of BATCH_USAGE_AGGREGATION',
  'deleteMeters',
];

export const usageKinds: readonly StateKind[] = [
  {
    name: 'readings of one month',
    n: 5000,
    async build(account, n) {
      const ids = await account.record(times(n, (index) => reading(index, '2025-03')));
      return (index) => ({ meterId: ids[index] });
    },
    linear: usage,
  },
  {
    name: 'readings of other months',
    n: 5000,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, monthAt(index % 240))));
      return unnamed;
    },
    linear: [...filtered, 'deleteMeters'],
  },
  {
    name: 'months with readings',
    n: 300,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, monthAt(index))));
      return unnamed;
    },
    linear: [...filtered, 'deleteMeters'],
  },
  {
    name: 'readings of a running meter',
    n: 2500,
    async build(account, n) {
      const meter = { counterName: 'test.running', counterUnit: 'UNITS', counterType: 'CUMULATIVE', resourceId: 'vm' };
      await account.record(times(n, (index) => reading(index, '2025-03', { ...meter, counterVolume: String(index) })));
      return unnamed;
    },
    linear: usage,
  },
  {
    name: 'counters of one month',
    n: 1000,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, '2025-03', { counterName: `test.c${index}` })));
      await account.calculate('2025-03');
      return () => account.march;
    },
    linear: [...usage, 'getStatements', 'getConsoleStatements', 'listPayments', 'deleteCalculation'],
  },
  {
    name: 'projects',
    n: 2000,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, '2025-03', { projectId: `p-${index}` })));
      await account.calculate('2025-03');
      return (index) => ({ ...account.march, projectId: `p-${index}` });
    },
    linear: [...usage, 'getAccount', 'getStatements', 'getConsoleStatements', 'listPayments', 'deleteCalculation'],
  },
  {
    name: 'app keys of one project',
    n: 2000,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, '2024-06', { appKey: `k-${index}` })));
      return (index) => ({ appKey: `k-${index}` });
    },
    linear: [...filtered, 'getAccount', 'deleteMeters'],
  },
];

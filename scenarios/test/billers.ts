import { type Policy, rulesOf, standardPolicy } from '@billing-testkit/engine';
import { type MockServer, startMockServer } from '@billing-testkit/mock-server';
import { afterAll, beforeAll } from 'vitest';
import type { Bill, Outcome } from '../src/cases/bill.ts';
import { billByEngine } from '../src/cases/bill-by-engine.ts';
import type { Cell, Matrix } from '../src/matrices/matrix.ts';
import { ApiTarget } from '../src/targets/api-target.ts';

type Biller = (matrix: Matrix, cell: Cell) => Promise<Outcome>;

/** The engine and the mock server. Each is compared with literals, so a mistake that both make is found. */
export function billers(): [string, Biller][] {
  const mock = mockServer();
  let billings = 0;
  let target: ApiTarget | undefined;
  return [
    ['the engine', async (matrix, cell) => billByEngine(matrix.caseOf(cell))],
    [
      'the mock server',
      async (matrix, cell) => {
        billings += 1;
        target ??= new ApiTarget({ url: mock() });
        return target.bill(matrix.caseOf(cell), { uuid: `case-${billings}`, signal: new AbortController().signal });
      },
    ],
  ];
}

/** The URL of a mock server for the tests of a file, which bills by a policy; by the standard one when absent. */
export function mockServer(policy: Policy = standardPolicy): () => string {
  let server: MockServer | undefined;
  beforeAll(async () => {
    server = await startMockServer({ port: 0, rateLimit: 0, policy, rules: rulesOf(policy) });
  });
  afterAll(async () => {
    await server?.close();
  });
  return () => server?.url ?? '';
}

/** The lines of a bill, as project, counter, quantity, amount and amount after the contract's discount. */
export function linesOf({ bill }: Outcome) {
  return listOf(bill, 'lineItems', ['projectId', 'counterName', 'quantity', 'amount', 'netAmount']);
}

/** The adjustments of a bill, as name, base and amount. */
export function adjustmentsOf({ bill }: Outcome) {
  return listOf(bill, 'appliedAdjustments', ['description', 'baseAmount', 'amount']);
}

/** The credits of a bill, as name, amount given and amount left. */
export function creditsOf({ bill }: Outcome) {
  return listOf(bill, 'appliedCredits', ['campaignName', 'amountApplied', 'remainingBalance']);
}

function listOf(bill: Bill | undefined, list: Exclude<keyof Bill, 'totals'>, figures: readonly string[]) {
  return bill?.[list].map((row) => figures.map((figure) => row[figure]));
}

import type { OperationId } from '@billing-testkit/contracts';
import fc from 'fast-check';
import type { LooseRequest } from '../api-client.ts';

/** A request of a life. `<uuid>` in its texts stands for the account. */
export interface LifeStep {
  readonly operationId: OperationId;
  readonly request: Omit<LooseRequest, 'uuid' | 'raw'>;
}

const someMonths = ['2025-01', '2025-02', '2025-03', '2025-04'];
/** Any month, and often one of two, so that much happens to the same ones. */
const months = fc.oneof(fc.constantFrom(...someMonths), fc.constantFrom('2025-01', '2025-02'));
const projects = fc.constantFrom('p-a', 'p-b');
const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });

/** Ids that the server makes, of things that may or may not be there. */
const madeId = (kind: string) => fc.integer({ min: 1, max: 15 }).map((n) => `${kind}-<uuid>-${n}`);

const step = (operationId: OperationId, request: LifeStep['request'] = {}): LifeStep => ({ operationId, request });

const reading = fc
  .record({
    counter: fc.constantFrom(
      { counterName: 'test.calls', counterUnit: 'EA' },
      { counterName: 'compute.c2.c8m8', counterUnit: 'MINUTES' },
      { counterName: 'meter.energy', counterUnit: 'KWH', counterType: 'CUMULATIVE' },
    ),
    counterVolume: fc.integer({ min: 0, max: 20_000 }),
    owner: fc.oneof(
      projects.map((projectId) => ({ projectId })),
      fc.constant({ appKey: 'app-a' }),
    ),
    timestamp: optional(
      fc
        .tuple(months, fc.constantFrom('01T00:00:00+09:00', '15T12:00:00Z', '28T23:59:59Z'))
        .map(([month, day]) => `${month}-${day}`),
    ),
    eventId: optional(fc.constantFrom('e-1', 'e-2', 'e-3')),
  })
  .map(({ counter, owner, ...fields }) => ({ ...counter, ...owner, ...fields, resourceId: 'r-1' }));

const readings = fc
  .array(reading, { minLength: 1, maxLength: 4 })
  .map((meterList) => step('createMeters', { body: { meterList } }));

const agreements = fc.oneof(
  fc
    .record({ name: fc.constant('Terms'), discountRate: fc.nat(50), baseFee: optional(fc.nat(5_000)) })
    .map((body) => step('createContract', { body })),
  fc
    .record({ contractId: fc.constantFrom('c-1', 'c-2'), monthFrom: months, monthTo: optional(fc.constant('2025-04')) })
    .map((body) => step('assignContract', { path: { billingGroupId: 'bg-<uuid>' }, body })),
  fc.constant(step('unassignContracts', { path: { billingGroupId: 'bg-<uuid>' } })),
  fc.constant(step('deleteContract', { path: { contractId: 'c-1' } })),
  fc
    .record({
      projectId: projects,
      adjustment: fc.nat(100),
      adjustmentTypeCode: fc.constantFrom('RATE_DISCOUNT', 'FIXED_SURCHARGE'),
      monthFrom: months,
    })
    .map((body) => step('createProjectAdjustment', { body })),
  madeId('adj').map((adjustmentIds) => step('deleteProjectAdjustments', { query: { adjustmentIds } })),
);

const credits = fc.oneof(
  fc
    .record({
      amount: fc.integer({ min: 1, max: 5_000 }),
      creditType: fc.constantFrom('FREE', 'PAID', 'PROMOTIONAL'),
      expirationDateTo: optional(fc.constantFrom('2025-01-31', '2025-02-10', '2025-06-30')),
    })
    .map((body) => step('grantCampaignCredit', { path: { campaignId: 'spring' }, body })),
  madeId('credit').map((creditId) => step('cancelCredit', { path: { creditId } })),
  fc.constant(step('redeemCoupon', { path: { couponCode: 'CAMPAIGN-001' } })),
);

const calculations = fc.oneof(
  months.map((month) => step('calculateStatement', { body: { month } })),
  months.map((month) => step('deleteCalculation', { query: { month } })),
);

const tokens = fc.constantFrom('tok_success', 'tok_success', 'tok_declined', 'tok_pending', 'tok_partial');

const payments = months.chain((month) =>
  fc.oneof(
    tokens.map((testToken) => step('pay', { path: { month }, body: { testToken } })),
    fc.integer({ min: 1, max: 500 }).map((amount) => step('pay', { path: { month }, body: { amount } })),
    fc
      .record({ amount: optional(fc.integer({ min: 1, max: 500 })), asCredit: fc.boolean() })
      .map((body) => step('refundPayment', { path: { month }, body })),
    fc.constant(step('cancelPayment', { path: { month }, query: { paymentGroupId: `pg-<uuid>-${month}` } })),
    fc.constantFrom('REGISTERED', 'PENDING', 'CANCELLED').map((paymentStatusCode) =>
      step('changePaymentStatus', {
        path: { month },
        body: { paymentGroupId: `pg-<uuid>-${month}`, paymentStatusCode },
      }),
    ),
  ),
);

const instants = fc.constantFrom(
  '2024-12-20T00:00:00Z',
  '2025-01-31T15:00:00Z',
  '2025-02-10T01:02:03.004Z',
  '2025-04-30T00:00:00Z',
);

const time = fc.oneof(
  instants.map((now) => step('setClock', { body: { now } })),
  fc
    .record({ by: fc.constantFrom('PT1H', 'P1D', 'P2W', 'P1M', 'P3M'), dryRun: optional(fc.boolean()) })
    .map((body) => step('advanceClock', { body })),
);

const batches = fc
  .record({
    batchJobCode: fc.constantFrom(
      'API_CALCULATE_USAGE_AND_PRICE',
      'BATCH_GENERATE_STATEMENT',
      'BATCH_PROCESS_PAYMENT',
      'BATCH_CREDIT_EXPIRY',
      'BATCH_CONTRACT_RENEWAL',
      'BATCH_PAYMENT_REMINDER',
      'BATCH_RECONCILIATION',
    ),
    date: months,
  })
  .map((body) => step('createBatch', { body }));

/** Settings of an account's own, beside its bills. */
const settings = fc.oneof(
  fc.constant(step('setDefect', { body: { name: 'tax-before-credits' } })),
  fc.constant(step('clearDefect')),
  fc
    .record({
      operationId: fc.constantFrom('pay', 'calculateStatement', 'createMeters'),
      status: fc.constant(500),
      after: fc.boolean(),
      times: optional(fc.constantFrom(1, 2)),
      probability: fc.constantFrom(0.5, 1),
      seed: fc.nat(9),
    })
    .map((body) => step('addFault', { body })),
  fc.constant(step('deleteFaults')),
);

const reads = fc.oneof(
  months.map((month) => step('getStatements', { path: { month } })),
  months.map((month) => step('listMeters', { query: { month } })),
  madeId('meter').map((meterId) => step('getMeter', { path: { meterId } })),
  madeId('meter').map((meterId) => step('deleteMeter', { path: { meterId } })),
  madeId('contract').map((after) => step('listContracts', { query: { after } })),
  fc.integer({ min: 1, max: 3 }).map((n) => step('getBatch', { path: { batchId: `batch-<uuid>-${n}` } })),
);

/** Steps that may come at any time of a life. One in four POSTs has an `Idempotency-Key` that others may have too. */
export const lifeSteps: fc.Arbitrary<LifeStep> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: readings },
      { weight: 3, arbitrary: agreements },
      { weight: 3, arbitrary: credits },
      { weight: 5, arbitrary: calculations },
      { weight: 6, arbitrary: payments },
      { weight: 5, arbitrary: time },
      { weight: 3, arbitrary: batches },
      { weight: 2, arbitrary: settings },
      { weight: 2, arbitrary: reads },
    ),
    fc.constantFrom(undefined, undefined, undefined, 'k-1'),
  )
  .map(([{ operationId, request }, key]) => ({
    operationId,
    request: { ...request, ...(key !== undefined && { headers: { 'idempotency-key': key } }) },
  }));

/** Steps that look at the account as tests do, keep its state, and bring it back. */
export const controlSteps: fc.Arbitrary<LifeStep> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(step('createSnapshot')) },
  ...(['restoreSnapshot', 'deleteSnapshot'] as const).map((operationId) =>
    fc.integer({ min: 1, max: 3 }).map((n) => step(operationId, { path: { snapshotId: `snapshot-<uuid>-${n}` } })),
  ),
  fc.constant(step('verifyRequests', { body: { operationId: 'pay', count: 1 } })),
  fc.constant(step('listRequests', { query: { operationId: 'calculateStatement' } })),
  fc.constant(step('deleteRequests')),
  fc.constant(step('deleteOutbox')),
  fc.constant(step('getFixture')),
  months.map((month) => step('explainStatement', { path: { month } })),
);

const projectOfBirth = { projectId: 'p-a', appKeys: ['app-a'] };

/**
 * The beginning of a life: its clock stops, it may be of another member, and January and February are used, of which one is
 * calculated, so that there is something to pay. Nothing that follows depends on real time.
 */
export const births: fc.Arbitrary<LifeStep[]> = fc
  .record({
    now: instants,
    member: fc.constantFrom('kr', 'us', 'etc', undefined),
    volumes: fc.tuple(fc.nat(20_000), fc.nat(20_000)),
    month: fc.constantFrom('2025-01', '2025-02'),
  })
  .map(({ now, member, volumes, month }) => {
    const body = { uuid: '<uuid>', member, projects: [projectOfBirth] };
    const used = { counterName: 'test.calls', counterUnit: 'EA', projectId: 'p-a' };
    const meterList = volumes.map((counterVolume, n) => ({
      ...used,
      counterVolume,
      timestamp: `${someMonths[n]}-10T00:00:00Z`,
    }));
    return [
      step('setClock', { body: { now } }),
      ...(member === undefined ? [] : [step('createAccount', { body })]),
      step('createMeters', { body: { meterList } }),
      step('calculateStatement', { body: { month } }),
    ];
  });

/** All that can be read of an account. */
export const looks: readonly LifeStep[] = [
  step('getAccount', { path: { uuid: '<uuid>' } }),
  step('getClock'),
  ...someMonths.map((month) => step('getStatements', { path: { month } })),
  step('getUnpaidStatements', { path: { month: '2025-12' } }),
  step('listPayments', { query: { itemsPerPage: '1000' } }),
  step('listContracts', { query: { itemsPerPage: '1000' } }),
  step('listProjectAdjustments', { query: { projectId: 'p-a' } }),
  step('listMeters', { query: { itemsPerPage: '1000' } }),
  step('listCreditHistory', { query: { itemsPerPage: '1000' } }),
  step('getCredits', { query: { itemsPerPage: '1000' } }),
  step('listBatches'),
  step('listFaults'),
];

/** Reads of the things kept beside the account: its requests, its outbox and its snapshots. */
export const looksBeside: readonly LifeStep[] = [
  step('listRequests', { query: { itemsPerPage: '1000' } }),
  step('listOutbox', { query: { itemsPerPage: '1000' } }),
  step('listSnapshots'),
];

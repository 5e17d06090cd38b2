import { type Interaction, ids, isRefused, month, succeeds, uuid } from '../interaction.ts';

const calculated = {
  state: 'an account with a calculated statement',
  params: { uuid, month, total: 55_000 },
} as const;

/** The figures of a statement that every bill has. */
const figures = {
  member: 'kr',
  month,
  currency: 'KRW',
  period: { start: '2025-02-28T15:00:00Z', end: '2025-03-31T15:00:00Z', timeZone: 'Asia/Seoul' },
  lineItems: [
    {
      lineItemId: 'line-1',
      projectId: ids.projectId,
      counterName: 'pact.units',
      counterType: 'DELTA',
      unit: 'EA',
      quantity: '50000',
      pricing: { model: 'FLAT' },
      amount: 50_000,
      discount: 0,
      netAmount: 50_000,
    },
  ],
  usageAmount: 50_000,
  contractDiscount: 0,
  baseFee: 0,
  minimumCommitment: 0,
  subtotal: 50_000,
  appliedAdjustments: [],
  adjustmentTotal: 0,
  discount: 0,
  appliedCredits: [],
  creditApplied: 0,
  charge: 50_000,
  taxName: 'VAT',
  taxRate: '10',
  vat: 5_000,
  unpaidAmount: 0,
  lateFee: 0,
  totalAmount: 55_000,
} as const;

export const statement = {
  ...figures,
  statementId: ids.statementId,
  uuid,
  billingGroupId: ids.billingGroupId,
  paidAmount: 0,
  amountDue: 55_000,
  paymentGroupId: ids.paymentGroupId,
  paymentStatus: 'READY',
  dueDate: '2025-04-25',
  calculatedAt: '2025-04-01T00:00:00Z',
} as const;

const usage = [{ projectId: 'web', counterName: 'test.calls', counterUnit: 'EA', counterVolume: 50_000 }];
const preview = { member: 'kr', month, usage };

export const statementInteractions: readonly Interaction[] = [
  succeeds('calculateStatement', 'a month is calculated', {
    state: { state: 'an account with readings', params: { uuid, month } },
    request: { line: 'POST /billing/admin/calculations', body: { month } },
    call: (client) => client.calculations.run({ month }),
    answers: { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', jobId: 'job-1', statementId: ids.statementId },
  }),
  isRefused('calculateStatement', 'a month is calculated that is paid', {
    state: { ...calculated, params: { ...calculated.params, paymentStatus: 'PAID' } },
    request: { line: 'POST /billing/admin/calculations', body: { month } },
    call: (client) => client.calculations.run({ month }),
    refusal: { status: 409, code: 'STATEMENT_FINALIZED' },
  }),
  succeeds('getCalculationProgress', 'the progress of a calculation is read', {
    state: calculated,
    request: { line: 'GET /billing/admin/progress', query: { month } },
    call: (client) => client.calculations.progress({ month }),
    answers: {
      status: 'COMPLETED',
      progress: 100,
      maxProgress: 100,
      list: [
        {
          batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE',
          month,
          uuid,
          status: 'COMPLETED',
          progress: 100,
          maxProgress: 100,
        },
      ],
    },
  }),
  succeeds('deleteCalculation', 'a calculation is deleted', {
    state: calculated,
    request: { line: 'DELETE /billing/admin/resources', query: { month } },
    call: (client) => client.calculations.delete({ month }),
  }),
  succeeds('previewStatement', 'a bill is previewed', {
    isAnonymous: true,
    request: { line: 'POST /billing/admin/calculate', body: preview },
    call: (client) => client.calculations.preview(preview),
    answers: { statement: figures },
  }),
  succeeds('getStatements', 'the statement of a month is read', {
    state: calculated,
    request: { line: 'GET /billing/payments/2025-03/statements' },
    call: (client) => client.statements.get(month),
    answers: { paymentGroupId: ids.paymentGroupId, paymentStatus: 'READY', statements: [statement] },
  }),
  succeeds('getStatements', 'the statement of a month is read that is not calculated', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'GET /billing/payments/2025-03/statements' },
    call: (client) => client.statements.get(month),
    answers: { statements: [] },
  }),
  isRefused('getStatements', 'a statement is read without an account', {
    isAnonymous: true,
    request: { line: 'GET /billing/payments/2025-03/statements' },
    call: (client) => client.statements.get(month),
    refusal: { status: 401, code: 'UNAUTHENTICATED' },
  }),
  isRefused('getStatements', 'a statement is read of a month that is none', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'GET /billing/payments/2025-13/statements' },
    call: (client) => client.statements.get('2025-13'),
    refusal: { status: 400, code: 'VALIDATION_ERROR', namesFields: true },
  }),
  isRefused('getStatements', 'a statement is read after too many requests', {
    state: { state: 'the rate limit is used up', params: { uuid } },
    request: { line: 'GET /billing/payments/2025-03/statements' },
    call: (client) => client.statements.get(month),
    refusal: { status: 429, code: 'RATE_LIMIT_EXCEEDED', retryAfter: '1' },
  }),
  succeeds('getConsoleStatements', 'the statement of a month is read for the console', {
    state: calculated,
    request: { line: 'GET /billing/console/statements', query: { month } },
    call: (client) => client.statements.console({ month }),
    answers: { statements: [statement], totalPayments: 55_000 },
  }),
  succeeds('getUnpaidStatements', 'the unpaid statements are listed', {
    state: calculated,
    request: { line: 'GET /billing/payments/2025-03/statements/unpaid' },
    call: (client) => client.statements.unpaid(month),
    answers: {
      statements: [
        {
          statementId: ids.statementId,
          month,
          totalAmount: 55_000,
          unpaidAmount: 55_000,
          dueDate: '2025-04-25',
          status: 'READY',
        },
      ],
      totalUnpaid: 55_000,
    },
  }),
];

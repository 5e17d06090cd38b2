import type { Schema } from '@billing-testkit/contracts';

/** A call of an existing client, as it sends it, and the fields that it reads. */
interface Call {
  readonly description: string;
  readonly state?: Schema<'ProviderStateRequest'>;
  readonly line: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly status?: number;
  /** Examples of the fields that it reads, besides the envelope. */
  readonly reads?: object;
  /** The paths of those fields that have to be as in the example; of the others only the type counts. */
  readonly exactly?: readonly string[];
}

const uuid = 'existing-client';
const may = '2021-05';
const reading = {
  counterName: 'compute.c2.c8m8',
  counterType: 'DELTA',
  counterUnit: 'HOURS',
  resourceId: 'resource-1',
};
const withAppKey = {
  appKey: 'app-of-client',
  ...reading,
  counterVolume: '360',
  parentResourceId: 'parent-1',
  resourceName: 'vm',
  source: 'qa.billing.test',
  timestamp: '2021-05-01T13:00:00.000+09:00',
};
const withProject = { ...reading, counterVolume: 100, projectId: 'project-1', serviceName: 'service-1' };
const adjusted = {
  adjustment: 10.5,
  adjustmentTypeCode: 'RATE_DISCOUNT',
  descriptions: [{ locale: 'ko_KR', message: 'discount' }],
  monthFrom: may,
  monthTo: may,
  adjustmentId: null,
};
const account = { state: 'an account', params: { uuid } } as const;
const statement = {
  state: 'an account with a calculated statement',
  params: { uuid, month: may, total: 55_000 },
} as const;
const paid = { ...statement, params: { ...statement.params, paymentStatus: 'PAID' } } as const;
const contract = { state: 'an account with a contract', params: { uuid, baseFee: 10_000 } } as const;
const adjustment = {
  state: 'an account with an adjustment',
  params: { uuid, level: 'PROJECT', adjustmentTypeCode: 'RATE_DISCOUNT', adjustment: 10, monthFrom: may },
} as const;
const credit = {
  state: 'an account with a credit',
  params: { uuid, amount: 100_000, creditType: 'CAMPAIGN' },
} as const;
const asAccount = { uuid };
const inKorean = { ...asAccount, lang: 'ko' };
const paymentGroupId = `pg-${uuid}-${may}`;
const line = 'GET /billing/payments/2021-05/statements';

export const calls: readonly Call[] = [
  {
    description: 'a batch of one reading with an app key, without an account',
    state: account,
    line: 'POST /billing/meters',
    body: { meterList: [withAppKey] },
  },
  {
    description: 'a bare reading',
    state: account,
    line: 'POST /billing/meters',
    headers: asAccount,
    body: withProject,
  },
  {
    description: 'readings without an app key',
    state: account,
    line: 'POST /billing/meters',
    headers: asAccount,
    body: { meterList: [withProject, withProject] },
  },
  {
    description: 'a calculation, whose account only the body names',
    state: { state: 'an account with readings', params: { uuid, month: may } },
    line: 'POST /billing/admin/calculations',
    body: { includeUsage: true, month: may, uuid },
  },
  {
    description: 'the progress of a calculation',
    state: statement,
    line: 'GET /billing/admin/progress',
    query: { month: may, uuid },
    reads: { status: 'COMPLETED' },
    exactly: ['$.status'],
  },
  {
    description: 'a credit for a list of accounts',
    state: account,
    line: 'POST /billing/admin/campaign/campaign-1/credits',
    headers: asAccount,
    body: {
      credit: 100_000,
      creditName: 'test',
      creditType: 'CAMPAIGN',
      emailList: [],
      expirationDateFrom: '2021-05-01',
      expirationDateTo: '2022-05-01',
      expirationPeriod: 1,
      uuidList: [uuid],
    },
  },
  {
    description: 'the history of credits, whose account only the query names',
    state: credit,
    line: 'GET /billing/credits/history',
    query: { uuid, creditType: 'CAMPAIGN', page: '1', itemsPerPage: '100' },
    reads: { creditHistories: [{}] },
  },
  {
    description: 'a credit that is cancelled',
    state: credit,
    line: `DELETE /billing/admin/credits/credit-${uuid}-1/cancel`,
    query: { reason: 'test' },
  },
  {
    description: 'an adjustment of a project, without an account',
    state: account,
    line: 'POST /billing/admin/projects/adjustments',
    body: { ...adjusted, billingGroupId: null, projectId: `p-${uuid}` },
  },
  {
    description: 'an adjustment of a billing group, without an account',
    state: account,
    line: 'POST /billing/admin/billing-groups/adjustments',
    body: { ...adjusted, billingGroupId: `bg-${uuid}`, projectId: null },
  },
  {
    description: 'the adjustments of a project',
    state: adjustment,
    line: 'GET /billing/admin/projects/adjustments',
    query: { page: '1', itemsPerPage: '50', projectId: `p-${uuid}` },
    reads: { adjustments: [{ adjustmentId: 'adj-1' }] },
  },
  {
    description: 'the statement for the console',
    state: statement,
    line: 'GET /billing/console/statements',
    query: { uuid, month: may },
    reads: { statements: [{ totalAmount: 55_000, charge: 50_000, discount: 0 }] },
  },
  {
    description: 'the unpaid statements',
    state: statement,
    line: `${line}/unpaid`,
    headers: inKorean,
    reads: { statements: [{ totalAmount: 55_000 }] },
  },
  { description: 'the statements of a month', state: statement, line, headers: asAccount, reads: { statements: [{}] } },
  { description: 'statements without an account', line, status: 401 },
  { description: 'statements of nobody', line, headers: { uuid: "' OR '1'='1" }, status: 400 },
  { description: 'statements of a file', line, headers: { uuid: '../../../etc/passwd' }, status: 400 },
  {
    description: 'the payments',
    state: paid,
    line: 'GET /billing/admin/payments',
    query: { page: '1', itemsPerPage: '50', monthFrom: may, monthTo: may, uuid },
    reads: { statements: [{}] },
  },
  {
    description: 'a batch job that runs later',
    line: 'POST /billing/admin/batches',
    headers: { lang: 'ko' },
    body: { is_async: 'true', batchJobCode: 'BATCH_CREDIT_EXPIRY', date: '2021-05-15T00:00:00+09:00' },
  },
  {
    description: 'a payment',
    state: statement,
    line: 'POST /billing/payments/2021-05',
    headers: asAccount,
    body: { paymentGroupId },
  },
  {
    description: 'a contract for a billing group',
    state: contract,
    line: `PUT /billing/admin/billing-groups/bg-${uuid}`,
    body: { contractId: `contract-${uuid}-1`, defaultYn: 'Y', monthFrom: may, name: 'Standard' },
  },
  {
    description: 'a contract',
    state: contract,
    line: `GET /billing/admin/contracts/contract-${uuid}-1`,
    reads: { contract: { baseFee: 10_000 } },
  },
  {
    description: 'the price of a counter',
    state: contract,
    line: `GET /billing/admin/contracts/contract-${uuid}-1/products/prices`,
    query: { counterNames: 'compute.c2.c8m8' },
    reads: { prices: { price: '397', originalPrice: '397' } },
  },
  {
    description: 'a statement that is issued',
    state: statement,
    line: 'PUT /billing/admin/payments/2021-05/status',
    body: { paymentGroupId, paymentStatusCode: 'REGISTERED' },
  },
  {
    description: 'a payment that is cancelled',
    state: paid,
    line: 'DELETE /billing/admin/payments/2021-05',
    query: { paymentGroupId },
  },
  { description: 'a reset', line: 'POST /test/reset', headers: asAccount },
  { description: 'the rate limit', line: 'GET /test/rate-limit/status', headers: asAccount },
];

/** The calls as a pact of version 3 of the specification, as a consumer in another language writes it. */
export function clientPact(made: readonly Call[] = calls): object {
  return {
    consumer: { name: 'existing-client' },
    provider: { name: 'billing-api' },
    interactions: made.map(interactionOf),
    metadata: { pactSpecification: { version: '3.0.0' } },
  };
}

function interactionOf({ description, state, line: target, query = {}, headers = {}, body, ...answer }: Call): object {
  const [method, path] = target.split(' ');
  const { status = 200, reads = {}, exactly = [] } = answer;
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    description,
    ...(state && { providerStates: [{ name: state.state, params: state.params }] }),
    request: {
      method,
      path,
      query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]])),
      headers: { ...headers, ...type },
      ...(body && { body }),
    },
    response: status >= 400 ? { status } : { status, ...successWith(reads, exactly) },
  };
}

function successWith(reads: object, exactly: readonly string[]): object {
  const rules = ['$.header.isSuccessful', '$.header.resultMessage', ...exactly].map((path) => [
    path,
    { combine: 'AND', matchers: [{ match: 'equality' }] },
  ]);
  return {
    headers: { 'Content-Type': 'application/json' },
    body: { header: { isSuccessful: true, resultMessage: 'SUCCESS' }, ...reads },
    matchingRules: { body: { $: { matchers: [{ match: 'type' }] }, ...Object.fromEntries(rules) } },
  };
}

import type { OperationId } from '@billing-testkit/contracts';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { stateOf } from '../account-state.ts';
import { type LooseRequest, useServer } from '../api-client.ts';
import { prepareMarch } from '../worked-example-account.ts';

const api = useServer();

/** February is paid; March is calculated and 45 512 are due. */
const uuid = 'billed';
/** Has one of everything that the server makes ids for. */
const other = 'other';

const made = { contract: '', ofOther: { contract: '', adjustment: '', groupAdjustment: '', meter: '' } };
let before: unknown;

beforeAll(async () => {
  made.contract = (await prepareMarch(api, uuid)).contractId;
  await api.call('pay', { uuid, path: { month: '2025-02' } });
  await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
  await prepareOther();
  before = await stateOf(api, uuid, [made.contract]);
});

async function prepareOther(): Promise<void> {
  const terms = { adjustment: 1, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-01' } as const;
  const meters = await api.call('createMeters', {
    uuid: other,
    body: { projectId: 'p-other', appKey: 'app-other', counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 },
  });
  const { contractId } = await api.call('createContract', { uuid: other, body: { name: 'Theirs' } });
  const { adjustmentId } = await api.call('createProjectAdjustment', {
    uuid: other,
    body: { projectId: 'p-other', ...terms },
  });
  const ofGroup = await api.call('createBillingGroupAdjustment', {
    uuid: other,
    body: { billingGroupId: `bg-${other}`, ...terms },
  });
  const { adjustmentId: groupAdjustment } = ofGroup;
  made.ofOther = { contract: contractId, adjustment: adjustmentId, groupAdjustment, meter: meters.meterIds[0] ?? '' };
}

interface Row {
  readonly what: string;
  readonly target: OperationId | `${string} /${string}`;
  /** A function when it takes an id that is known only then. */
  readonly request: LooseRequest | (() => LooseRequest);
  readonly gist: readonly [status: number, code: string, ...paths: string[]];
  /** The words that its sentence must contain. */
  readonly says?: RegExp;
}

const BAD = [400, 'VALIDATION_ERROR'] as const;

const reading = {
  projectId: 'p-a',
  counterName: 'compute.c2.c8m8',
  counterUnit: 'HOURS',
  counterVolume: '1',
  timestamp: '2025-03-05T00:00:00Z',
};

/** A batch of one reading, with these fields in place of right ones. */
const batch = (fields: object): LooseRequest => ({ uuid, body: { meterList: [{ ...reading, ...fields }] } });

const aDecimal = /at least 0 with at most 15 (integer|significant) digits and 12 decimals/;

const inMeter = (what: string, field: string, value: unknown, says?: RegExp): Row => ({
  what,
  target: 'createMeters',
  request: batch({ [field]: value }),
  gist: [...BAD, `/meterList/0/${field}`],
  ...(says && { says }),
});

const readings: readonly Row[] = [
  inMeter('a negative volume as a number', 'counterVolume', -1, />= 0/),
  inMeter('a negative volume as a string', 'counterVolume', '-1', aDecimal),
  inMeter('a volume of "1e3"', 'counterVolume', '1e3', aDecimal),
  inMeter('a volume of "NaN"', 'counterVolume', 'NaN', aDecimal),
  inMeter('a volume of "Infinity"', 'counterVolume', 'Infinity', aDecimal),
  inMeter('a volume of "0x10"', 'counterVolume', '0x10', aDecimal),
  inMeter('a volume of "1,5"', 'counterVolume', '1,5', aDecimal),
  inMeter('a volume of " 1"', 'counterVolume', ' 1', aDecimal),
  inMeter('a volume of "1\\n"', 'counterVolume', '1\n', aDecimal),
  inMeter('a volume of Arabic digits', 'counterVolume', '١٢', aDecimal),
  inMeter('a volume of "."', 'counterVolume', '.', aDecimal),
  inMeter('a volume of "1."', 'counterVolume', '1.', aDecimal),
  inMeter('a volume of ".5"', 'counterVolume', '.5', aDecimal),
  inMeter('an empty volume', 'counterVolume', '', aDecimal),
  inMeter('16 integer digits', 'counterVolume', '1234567890123456', aDecimal),
  inMeter('13 decimals', 'counterVolume', '0.1234567890123', aDecimal),
  inMeter('a number of 13 decimals', 'counterVolume', 1e-13, aDecimal),
  inMeter('a number of 16 significant digits', 'counterVolume', 1234567.123456789, aDecimal),
  inMeter('a number of 16 integer digits', 'counterVolume', 1e15, aDecimal),
  inMeter('a number beyond all bounds', 'counterVolume', 1e300, aDecimal),
  inMeter('true for a volume', 'counterVolume', true, /string or number/),
  inMeter('a list for a volume', 'counterVolume', ['1'], /string or number/),
  inMeter('an object for a volume', 'counterVolume', { value: 1 }, /string or number/),
  inMeter('null for a required field', 'counterVolume', null, /is required/),
  inMeter('a counter name of no characters', 'counterName', ''),
  inMeter('a counter name of 256 characters', 'counterName', 'c'.repeat(256)),
  inMeter('a number for a counter name', 'counterName', 5),
  inMeter('a unit of no characters', 'counterUnit', ''),
  inMeter('an unknown counter type', 'counterType', 'SUM', /DELTA, GAUGE, CUMULATIVE/),
  inMeter('a counter type in lower case', 'counterType', 'delta'),
  inMeter('a project id of no characters', 'projectId', ''),
  inMeter('a project id of 256 characters', 'projectId', 'p'.repeat(256)),
  inMeter('a resource id of no characters', 'resourceId', ''),
  inMeter('an event id of 256 characters', 'eventId', 'e'.repeat(256)),
  inMeter('a source of 256 characters', 'source', 's'.repeat(256)),
  inMeter('a timestamp without an offset', 'timestamp', '2025-03-05T00:00:00', /RFC 3339/),
  inMeter('a date for a timestamp', 'timestamp', '2025-03-05', /RFC 3339/),
  inMeter('30 February', 'timestamp', '2025-02-30T00:00:00Z', /RFC 3339/),
  inMeter('hour 24', 'timestamp', '2025-03-05T24:00:00Z', /RFC 3339/),
  inMeter('a timestamp before all months', 'timestamp', '1969-12-31T23:59:59Z', /RFC 3339/),
  inMeter('a timestamp after all months', 'timestamp', '9999-01-01T00:00:00Z', /RFC 3339/),
  inMeter('milliseconds for a timestamp', 'timestamp', 1741132800000, /must be string/),
  {
    what: 'a unit that does not convert to the price’s',
    target: 'createMeters',
    request: batch({ counterUnit: 'GB' }),
    gist: [422, 'UNIT_MISMATCH', '/meterList/0/counterUnit'],
    says: /compute\.c2\.c8m8 is priced per HOURS/,
  },
  {
    what: 'an unknown unit',
    target: 'createMeters',
    request: batch({ counterUnit: 'FORTNIGHTS' }),
    gist: [422, 'UNIT_MISMATCH', '/meterList/0/counterUnit'],
  },
  {
    what: 'a counter of another type than it has',
    target: 'createMeters',
    request: batch({ counterType: 'GAUGE' }),
    gist: [409, 'COUNTER_TYPE_CONFLICT', '/meterList/0/counterType'],
    says: /compute\.c2\.c8m8 is a DELTA counter/,
  },
  {
    what: 'a counter of two types in one batch',
    target: 'createMeters',
    request: {
      uuid,
      body: {
        meterList: [
          { ...reading, counterName: 'new' },
          { ...reading, counterName: 'new', counterType: 'GAUGE' },
        ],
      },
    },
    gist: [409, 'COUNTER_TYPE_CONFLICT', '/meterList/1/counterType'],
  },
  {
    what: 'a wrong reading in the middle of a batch',
    target: 'createMeters',
    request: { uuid, body: { meterList: [reading, { ...reading, counterVolume: '1e3' }, reading] } },
    gist: [...BAD, '/meterList/1/counterVolume'],
  },
  {
    what: 'a wrong unit at the end of a batch with new projects',
    target: 'createMeters',
    request: {
      uuid,
      body: {
        meterList: [
          { ...reading, projectId: 'new' },
          { ...reading, counterUnit: 'GB' },
        ],
      },
    },
    gist: [422, 'UNIT_MISMATCH', '/meterList/1/counterUnit'],
  },
  {
    what: 'several wrong fields, all of them',
    target: 'createMeters',
    request: { uuid, body: { meterList: [{ counterName: 5, counterVolume: -1 }] } },
    gist: [...BAD, '/meterList/0/counterUnit', '/meterList/0/counterName', '/meterList/0/counterVolume'],
    says: /\(and 2 more\)/,
  },
  {
    what: 'a batch of 1001 readings',
    target: 'createMeters',
    request: { uuid, body: { meterList: Array.from({ length: 1001 }, () => reading) } },
    gist: [...BAD, '/meterList'],
    says: /1000/,
  },
  {
    what: 'an empty batch',
    target: 'createMeters',
    request: { uuid, body: { meterList: [] } },
    gist: [...BAD, '/meterList'],
  },
  {
    what: 'a batch that is an object',
    target: 'createMeters',
    request: { uuid, body: { meterList: reading } },
    gist: [...BAD, '/meterList'],
  },
  {
    what: 'a batch that is text beside a bare reading',
    target: 'createMeters',
    request: { uuid, body: { meterList: 'x', ...reading } },
    gist: [...BAD, '/meterList'],
  },
  {
    what: 'a batch of nothing',
    target: 'createMeters',
    request: { uuid, body: { meterList: [null] } },
    gist: [...BAD, '/meterList/0'],
  },
  {
    what: 'a bare reading with a wrong field',
    target: 'createMeters',
    request: { uuid, body: { ...reading, counterVolume: 'x' } },
    gist: [...BAD, '/counterVolume'],
  },
  {
    what: 'a bare reading of a wrong unit',
    target: 'createMeters',
    request: { uuid, body: { ...reading, counterUnit: 'GB' } },
    gist: [422, 'UNIT_MISMATCH', '/counterUnit'],
  },
  {
    what: 'a meter of another account',
    target: 'getMeter',
    request: () => ({ uuid, path: { meterId: made.ofOther.meter } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a deletion from a day that comes after its last',
    target: 'deleteMeters',
    request: { uuid, query: { from: '2025-03-02', to: '2025-03-01' } },
    gist: [...BAD, 'query/to'],
  },
  ...['appKey', 'appKeys'].map(
    (name): Row => ({
      what: `a deletion of all that has an empty ${name}`,
      target: 'deleteMeters',
      request: { uuid, query: { [name]: '' } },
      gist: [...BAD, `query/${name}/0`],
    }),
  ),
  {
    what: 'a deletion from 30 February',
    target: 'deleteMeters',
    request: { uuid, query: { from: '2025-02-30' } },
    gist: [...BAD, 'query/from'],
  },
];

const contract = (terms: object): LooseRequest => ({ uuid, body: { name: 'New', ...terms } });
const priced = (pricing: unknown) => contract({ prices: { 'a/b~c': pricing } });
const tiers = (...given: unknown[]) => priced({ model: 'VOLUME', tiers: given });
const inContract = (what: string, request: LooseRequest, path: string): Row => ({
  what,
  target: 'createContract',
  request,
  gist: [...BAD, path],
});

const contracts: readonly Row[] = [
  inContract('a contract discount of 101 %', contract({ discountRate: 101 }), '/discountRate'),
  inContract(
    'a contract discount of "100.000000000001"',
    contract({ discountRate: '100.000000000001' }),
    '/discountRate',
  ),
  inContract('a negative contract discount', contract({ discountRate: -1 }), '/discountRate'),
  inContract('a negative base fee', contract({ baseFee: -1 }), '/baseFee'),
  inContract('half a minor unit of base fee', contract({ baseFee: 0.5 }), '/baseFee'),
  inContract('a base fee in a string', contract({ baseFee: '5' }), '/baseFee'),
  inContract('a minimum charge beyond the largest amount', contract({ minimumCharge: 2 ** 53 }), '/minimumCharge'),
  inContract('a contract without a name', { uuid, body: { baseFee: 1 } }, '/name'),
  inContract('a contract name of 256 characters', contract({ name: 'n'.repeat(256) }), '/name'),
  inContract('a currency that is none', contract({ currency: 'won' }), '/currency'),
  inContract('prices in a list', contract({ prices: [] }), '/prices'),
  inContract('a price without a model', priced({ unitPrice: 1 }), '/prices/a~1b~0c/model'),
  inContract('a price of an unknown model', priced({ model: 'TIERED' }), '/prices/a~1b~0c/model'),
  inContract('a negative price', priced({ model: 'FLAT', unitPrice: '-1' }), '/prices/a~1b~0c/unitPrice'),
  inContract('a price that is a number', priced(5), '/prices/a~1b~0c'),
  inContract('a price that is a list', priced([]), '/prices/a~1b~0c'),
  inContract('a price without a unit price', priced({ model: 'FLAT' }), '/prices/a~1b~0c/unitPrice'),
  inContract('no tiers', tiers(), '/prices/a~1b~0c/tiers'),
  inContract(
    'tiers that do not rise',
    tiers({ upTo: '5', unitPrice: 1 }, { upTo: '5.0', unitPrice: 1 }, { upTo: null, unitPrice: 1 }),
    '/prices/a~1b~0c/tiers/1/upTo',
  ),
  inContract(
    'a first tier up to 0',
    tiers({ upTo: 0, unitPrice: 1 }, { upTo: null, unitPrice: 1 }),
    '/prices/a~1b~0c/tiers/0/upTo',
  ),
  inContract('tiers without an open end', tiers({ upTo: '5', unitPrice: 1 }), '/prices/a~1b~0c/tiers/0/upTo'),
  inContract(
    'a tier after the open one',
    tiers({ upTo: null, unitPrice: 1 }, { upTo: null, unitPrice: 1 }),
    '/prices/a~1b~0c/tiers/0/upTo',
  ),
  inContract(
    'an empty package',
    priced({ model: 'PACKAGE', packageSize: '0.0', packagePrice: 1 }),
    '/prices/a~1b~0c/packageSize',
  ),
  {
    what: 'a contract with a price of a name that replaces text',
    target: 'createContract',
    request: contract({ prices: { 'a$&b': { model: 'VOLUME', tiers: [{ upTo: 1, unitPrice: 1 }] } } }),
    gist: [...BAD, '/prices/a$&b/tiers/0/upTo'],
    says: /: \/prices\/a\$&b\/tiers\/0\/upTo must be null/,
  },
  {
    what: 'a contract in another currency',
    target: 'createContract',
    request: contract({ currency: 'USD' }),
    gist: [422, 'CURRENCY_MISMATCH', '/currency'],
    says: /KRW/,
  },
  {
    what: 'a contract of another account',
    target: 'getContract',
    request: () => ({ uuid, path: { contractId: made.ofOther.contract } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a contract of another account, for an administrator',
    target: 'getContractAdmin',
    request: () => ({ uuid, path: { contractId: made.ofOther.contract } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a contract that nobody has',
    target: 'getContract',
    request: { path: { contractId: 'nobodys' } },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'another account’s contract, assigned',
    target: 'assignContract',
    request: () => ({
      uuid,
      path: { billingGroupId: `bg-${uuid}` },
      body: { contractId: made.ofOther.contract, monthFrom: '2025-01' },
    }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'another account’s billing group',
    target: 'assignContract',
    request: () => ({
      uuid,
      path: { billingGroupId: `bg-${other}` },
      body: { contractId: made.contract, monthFrom: '2025-01' },
    }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'an assignment that ends before it begins',
    target: 'assignContract',
    request: {
      uuid,
      path: { billingGroupId: `bg-${uuid}` },
      body: { contractId: 'c', monthFrom: '2025-02', monthTo: '2025-01' },
    },
    gist: [...BAD, '/monthTo'],
  },
  {
    what: 'an assignment from a month that is none',
    target: 'assignContract',
    request: { uuid, path: { billingGroupId: `bg-${uuid}` }, body: { contractId: 'c', monthFrom: '2025-13' } },
    gist: [...BAD, '/monthFrom'],
  },
  {
    what: 'an assignment of nothing',
    target: 'assignContract',
    request: { uuid, path: { billingGroupId: `bg-${uuid}` }, body: { monthFrom: '2025-01' } },
    gist: [...BAD, '/contractId'],
  },
];

const discount = { projectId: 'p-a', adjustment: 1, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-03' };
const inAdjustment = (what: string, fields: object, path: string): Row => ({
  what,
  target: 'createProjectAdjustment',
  request: { uuid, body: { ...discount, ...fields } },
  gist: [...BAD, path],
});

const adjustments: readonly Row[] = [
  inAdjustment('a rate discount of 101 %', { adjustment: 101 }, '/adjustment'),
  inAdjustment('a rate discount of 100.5 %', { adjustment: '100.5' }, '/adjustment'),
  inAdjustment('a rate surcharge of 201 %', { adjustment: 201, adjustmentTypeCode: 'RATE_SURCHARGE' }, '/adjustment'),
  inAdjustment(
    'a fraction of a minor unit off',
    { adjustment: '0.5', adjustmentTypeCode: 'FIXED_DISCOUNT' },
    '/adjustment',
  ),
  inAdjustment('a tiny fraction added', { adjustment: 1e-7, adjustmentTypeCode: 'FIXED_SURCHARGE' }, '/adjustment'),
  inAdjustment('more than 10¹² off', { adjustment: 1e12 + 1, adjustmentTypeCode: 'FIXED_DISCOUNT' }, '/adjustment'),
  inAdjustment('a negative discount', { adjustment: -1 }, '/adjustment'),
  inAdjustment('an unknown adjustment', { adjustmentTypeCode: 'DISCOUNT' }, '/adjustmentTypeCode'),
  inAdjustment('an adjustment that ends before it begins', { monthTo: '2025-02' }, '/monthTo'),
  inAdjustment('an adjustment from no month', { monthFrom: '2025-00' }, '/monthFrom'),
  inAdjustment('half a priority', { priority: 1.5 }, '/priority'),
  inAdjustment('a description without a locale', { descriptions: [{ message: 'x' }] }, '/descriptions/0/locale'),
  inAdjustment('an adjustment of no project', { projectId: null }, '/projectId'),
  {
    what: 'a rate discount of 101 % of a billing group',
    target: 'createBillingGroupAdjustment',
    request: { uuid, body: { ...discount, billingGroupId: `bg-${uuid}`, adjustment: 101 } },
    gist: [...BAD, '/adjustment'],
  },
  {
    what: 'an adjustment of another account’s billing group',
    target: 'createBillingGroupAdjustment',
    request: { uuid, body: { ...discount, billingGroupId: `bg-${other}` } },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a waiting adjustment that is wrong',
    target: 'createProjectAdjustment',
    request: { body: { ...discount, projectId: 'nobodys', adjustment: 101 } },
    gist: [...BAD, '/adjustment'],
  },
  {
    what: 'an adjustment of another account, to be deleted',
    target: 'deleteProjectAdjustments',
    request: () => ({ uuid, query: { adjustmentIds: made.ofOther.adjustment } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a group adjustment of another account, to be deleted',
    target: 'deleteBillingGroupAdjustments',
    request: () => ({ uuid, query: { adjustmentIds: made.ofOther.groupAdjustment } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a group adjustment among a project’s',
    target: 'deleteProjectAdjustments',
    request: () => ({ query: { adjustmentIds: made.ofOther.groupAdjustment } }),
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'an adjustment that nobody has',
    target: 'deleteProjectAdjustments',
    request: { query: { adjustmentIds: 'nobodys' } },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'an empty id among those to delete',
    target: 'deleteProjectAdjustments',
    request: { uuid, query: { adjustmentIds: 'a,,b' } },
    gist: [...BAD, 'query/adjustmentIds/1'],
  },
  {
    what: 'adjustments of no project',
    target: 'listProjectAdjustments',
    request: { uuid },
    gist: [...BAD, 'query/projectId'],
  },
  {
    what: 'adjustments in a month that is none',
    target: 'listBillingGroupAdjustments',
    request: { uuid, query: { billingGroupId: 'x', month: '2025-3' } },
    gist: [...BAD, 'query/month'],
  },
];

const single = (fields: object): LooseRequest => ({ uuid, path: { campaignId: 'c' }, body: { amount: 5, ...fields } });
const list = (fields: object): LooseRequest => ({
  uuid,
  path: { campaignId: 'c' },
  body: { credit: 5, uuidList: [uuid], ...fields },
});
const inGrant = (what: string, request: LooseRequest, ...paths: string[]): Row => ({
  what,
  target: 'grantCampaignCredit',
  request,
  gist: [...BAD, ...paths],
});

const credits: readonly Row[] = [
  inGrant('a credit of 0', single({ amount: 0 }), '/amount'),
  inGrant('a credit of less than 0', single({ amount: -5 }), '/amount'),
  inGrant('half a minor unit of credit', single({ amount: 0.5 }), '/amount'),
  inGrant('a credit in a string', list({ credit: '5' }), '/credit'),
  inGrant('a credit beyond the largest amount', list({ credit: 2 ** 53 }), '/credit'),
  inGrant(
    'a credit that expires before it is valid',
    single({ expirationDateFrom: '2025-02-01', expirationDateTo: '2025-01-31' }),
    '/expirationDateTo',
  ),
  inGrant('a credit until 30 February', single({ expirationDateTo: '2025-02-30' }), '/expirationDateTo'),
  inGrant('a credit from a timestamp', single({ expirationDateFrom: '2025-02-01T00:00:00Z' }), '/expirationDateFrom'),
  inGrant('a credit that expires in −1 months', single({ expirationPeriod: -1 }), '/expirationPeriod'),
  inGrant('a credit of an unknown type', single({ creditType: 'GIFT' }), '/creditType'),
  inGrant('a credit in an unknown currency', single({ currency: 'XXX' }), '/currency'),
  inGrant('a credit of no name', single({ creditName: '' }), '/creditName'),
  inGrant('a credit for nobody', list({ uuidList: [] }), '/uuidList'),
  inGrant('a credit for the same account twice', list({ uuidList: [uuid, uuid] }), '/uuidList'),
  inGrant('a credit for an account that can’t be', list({ uuidList: [uuid, 'a b'] }), '/uuidList/1'),
  inGrant('a credit for a list that is text', single({ uuidList: uuid }), '/credit', '/uuidList'),
  inGrant('a credit without a list', { uuid, path: { campaignId: 'c' }, body: { credit: 5 } }, '/uuidList'),
  {
    what: 'a history of an unknown type of credit',
    target: 'listCreditHistory',
    request: { uuid, query: { creditType: 'GIFT' } },
    gist: [...BAD, 'query/creditType'],
  },
];

const months: readonly Row[] = [
  ...['2025-13', '2025-00', '2025-3', '202503', '2025-03-01', '0000-01', '9999-12', ' 2025-03', 'x'].map(
    (month): Row => ({
      what: `a calculation of ${month}`,
      target: 'calculateStatement',
      request: { body: { uuid, month } },
      gist: [...BAD, '/month'],
      says: /a month like "2025-03"/,
    }),
  ),
  {
    what: 'statements of a month that is none',
    target: 'getStatements',
    request: { uuid, path: { month: '2025-13' } },
    gist: [...BAD, 'path/month'],
  },
  {
    what: 'a payment of a month that is none',
    target: 'pay',
    request: { uuid, path: { month: 'march' } },
    gist: [...BAD, 'path/month'],
  },
  {
    what: 'garbage for percent-encoding in a month',
    target: 'GET /billing/payments/%E0%A4%A/statements',
    request: { uuid },
    gist: [...BAD, 'path/month'],
  },
  {
    what: 'a path out of the payments, encoded',
    target: 'GET /billing/payments/..%2F..%2Fetc%2Fpasswd/statements/unpaid',
    request: { uuid },
    gist: [...BAD, 'path/month'],
  },
  {
    what: 'garbage for percent-encoding in an id',
    target: 'GET /billing/contracts/%zz',
    request: { uuid },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'a calculation of a month that is paid',
    target: 'calculateStatement',
    request: { uuid, body: { month: '2025-02' } },
    gist: [409, 'STATEMENT_FINALIZED', '/month'],
    says: /PAID/,
  },
  {
    what: 'the progress of no month',
    target: 'getCalculationProgress',
    request: { uuid },
    gist: [...BAD, 'query/month'],
  },
];

const march = (body: unknown): LooseRequest => ({ uuid, path: { month: '2025-03' }, body });

const payments: readonly Row[] = [
  {
    what: 'more than is due',
    target: 'pay',
    request: march({ amount: 45_513 }),
    gist: [409, 'OVERPAYMENT', '/amount'],
    says: /45512/,
  },
  {
    what: 'a second payment of a paid month',
    target: 'pay',
    request: { uuid, path: { month: '2025-02' } },
    gist: [409, 'INVALID_TRANSITION'],
    says: /PAID.*nothing is due/,
  },
  {
    what: 'a payment of a month without a statement',
    target: 'pay',
    request: { uuid, path: { month: '2025-04' } },
    gist: [404, 'NOT_FOUND'],
    says: /calculate/,
  },
  { what: 'a payment of 0', target: 'pay', request: march({ amount: 0 }), gist: [...BAD, '/amount'] },
  { what: 'a payment of half a minor unit', target: 'pay', request: march({ amount: 0.5 }), gist: [...BAD, '/amount'] },
  { what: 'a payment in a string', target: 'pay', request: march({ amount: '1' }), gist: [...BAD, '/amount'] },
  {
    what: 'an unknown test token',
    target: 'pay',
    request: march({ testToken: 'tok_x' }),
    gist: [...BAD, '/testToken'],
  },
  {
    what: 'another payment group',
    target: 'pay',
    request: march({ paymentGroupId: 'pg-x' }),
    gist: [404, 'NOT_FOUND'],
  },
  { what: 'a payment that is a list', target: 'pay', request: march([]), gist: [...BAD, ''] },
  { what: 'a payment that is text', target: 'pay', request: march('all'), gist: [...BAD, ''] },
  { what: 'a payment that is null', target: 'pay', request: march(null), gist: [...BAD, ''] },
];

const accounts: readonly Row[] = [
  {
    what: 'an account that there is already',
    target: 'createAccount',
    request: { body: { uuid, member: 'us' } },
    gist: [409, 'ALREADY_EXISTS', '/uuid'],
  },
  {
    what: 'an account with the billing group that the server made for another',
    target: 'createAccount',
    request: { body: { uuid: 'new', member: 'kr', billingGroupId: `bg-${other}` } },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'an account of no member',
    target: 'createAccount',
    request: { body: { uuid: 'new' } },
    gist: [...BAD, '/member'],
  },
  ...['KR', 'xx', '__proto__', 'constructor'].map(
    (member): Row => ({
      what: `an account of the member ${member}`,
      target: 'createAccount',
      request: { body: { uuid: 'new', member } },
      gist: [...BAD, '/member'],
      says: /There is no member/,
    }),
  ),
  {
    what: 'an account that can’t be named so',
    target: 'createAccount',
    request: { body: { uuid: 'a b', member: 'kr' } },
    gist: [...BAD, '/uuid'],
  },
  {
    what: 'an account with a project twice',
    target: 'createAccount',
    request: { body: { uuid: 'new', member: 'kr', projects: [{ projectId: 'p' }, { projectId: 'p' }] } },
    gist: [...BAD, '/projects/1/projectId'],
  },
  {
    what: 'an account with an app key in two projects',
    target: 'createAccount',
    request: {
      body: {
        uuid: 'new',
        member: 'kr',
        projects: [
          { projectId: 'p', appKeys: ['k'] },
          { projectId: 'q', appKeys: ['l', 'k'] },
        ],
      },
    },
    gist: [...BAD, '/projects/1/appKeys/1'],
  },
  {
    what: 'an account that there is not',
    target: 'getAccount',
    request: { path: { uuid: 'new' } },
    gist: [404, 'NOT_FOUND'],
  },
  {
    what: 'an account that there is not, to be deleted',
    target: 'deleteAccount',
    request: { path: { uuid: 'new' } },
    gist: [404, 'NOT_FOUND'],
  },
];

const statementsOf = (request: LooseRequest): LooseRequest => ({ path: { month: '2025-03' }, ...request });
const named = (what: string, request: LooseRequest, ...gist: Row['gist']): Row => ({
  what,
  target: 'getStatements',
  request: statementsOf(request),
  gist,
});

const names: readonly Row[] = [
  named('no uuid', {}, 401, 'UNAUTHENTICATED', 'header/uuid'),
  named('an empty uuid', { uuid: '' }, 401, 'UNAUTHENTICATED', 'header/uuid'),
  named('a blank uuid', { uuid: '  ' }, 401, 'UNAUTHENTICATED', 'header/uuid'),
  named('an empty uuid in the query', { query: { uuid: '' } }, 401, 'UNAUTHENTICATED', 'header/uuid'),
  named('SQL for a uuid', { uuid: "' OR '1'='1" }, 400, 'INVALID_UUID', 'header/uuid'),
  named('a path for a uuid', { uuid: '../../../etc/passwd' }, 400, 'INVALID_UUID', 'header/uuid'),
  named('a uuid of 101 characters', { uuid: 'u'.repeat(101) }, 400, 'INVALID_UUID', 'header/uuid'),
  named('a uuid of letters beyond ASCII', { query: { uuid: 'ünï' } }, 400, 'INVALID_UUID', 'query/uuid'),
  named('a bad uuid in the query', { uuid, query: { uuid: 'a b' } }, 400, 'INVALID_UUID', 'query/uuid'),
  named('two uuids in the query', { query: { uuid: [uuid, other] } }, 400, 'INVALID_UUID', 'query/uuid'),
  named('another uuid in the query than in the header', { uuid, query: { uuid: other } }, ...BAD, 'query/uuid'),
  {
    what: 'another uuid in the body than in the header',
    target: 'calculateStatement',
    request: { uuid, body: { uuid: other, month: '2025-03' } },
    gist: [...BAD, '/uuid'],
  },
  {
    what: 'another uuid in the body than in the query',
    target: 'grantCampaignCredit',
    request: { path: { campaignId: 'c' }, query: { uuid }, body: { uuid: other, amount: 5 } },
    gist: [...BAD, '/uuid'],
  },
  {
    what: 'a bad uuid in the body',
    target: 'calculateStatement',
    request: { body: { uuid: '../x', month: '2025-03' } },
    gist: [...BAD, '/uuid'],
  },
  {
    what: 'an empty uuid in the body',
    target: 'calculateStatement',
    request: { body: { uuid: '', month: '2025-03' } },
    gist: [...BAD, '/uuid'],
  },
];

const pages: readonly Row[] = [
  ['page', '0'],
  ['page', '-1'],
  ['page', '1.5'],
  ['page', 'x'],
  ['itemsPerPage', '0'],
  ['itemsPerPage', '1001'],
].flatMap(([name = '', value = '']): Row[] => [
  {
    what: `meters with ${name} ${value}`,
    target: 'listMeters',
    request: { uuid, query: { [name]: value } },
    gist: [...BAD, `query/${name}`],
  },
  {
    what: `credits with ${name} ${value}`,
    target: 'listCreditHistory',
    request: { uuid, query: { [name]: value } },
    gist: [...BAD, `query/${name}`],
  },
]);

const raw = (text: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): LooseRequest => ({
  uuid,
  raw: text,
  headers,
});
const inBody = (what: string, request: LooseRequest, ...gist: Row['gist']): Row => ({
  what,
  target: 'createContract',
  request,
  gist,
});

const deepList = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

const bodies: readonly Row[] = [
  inBody('half a body', raw('{"name":'), 400, 'MALFORMED_JSON', ''),
  inBody('JSON with a comma too many', raw('{"name":"x",}'), 400, 'MALFORMED_JSON', ''),
  inBody('a number that JSON has not', raw('{"name":"x","baseFee":NaN}'), 400, 'MALFORMED_JSON', ''),
  inBody('a form for JSON', raw('name=x'), 400, 'MALFORMED_JSON', ''),
  inBody('bytes that are no text', raw(new Uint8Array([0xff, 0xfe, 0x00])), 400, 'MALFORMED_JSON', ''),
  inBody(
    'a body said to be zipped that is not',
    raw('{"name":"x"}', { 'content-encoding': 'gzip' }),
    400,
    'MALFORMED_JSON',
    '',
  ),
  inBody('no body', { uuid }, ...BAD, ''),
  inBody('a list for a body', raw('[]'), ...BAD, ''),
  inBody('text for a body', raw('"x"'), ...BAD, ''),
  inBody('null for a body', raw('null'), ...BAD, ''),
  inBody('a number for a body', raw('1e400'), ...BAD, ''),
  inBody('an empty object', raw('{}'), ...BAD, '/name'),
  inBody('a deep list', raw(deepList), ...BAD, ''),
  inBody('a deep price', raw(`{"name":"x","prices":{"p":${deepObject}}}`), ...BAD, '/prices/p/model'),
  inBody('a huge number', raw('{"name":"x","baseFee":1e400}'), ...BAD, '/baseFee'),
  inBody('more than 1 MiB', raw(`{"name":"${'x'.repeat(1024 * 1024)}"}`), 413, 'PAYLOAD_TOO_LARGE'),
  inBody(
    'another media type',
    raw('{"name":"x"}', { 'content-type': 'text/plain' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-type',
  ),
  inBody(
    'a form',
    raw('name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-type',
  ),
  inBody(
    'no media type',
    raw(new TextEncoder().encode('{"name":"x"}'), { 'content-type': '' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-type',
  ),
  inBody(
    'an unknown encoding',
    raw('x', { 'content-encoding': 'rot13' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-encoding',
  ),
  inBody(
    'an unknown charset',
    raw('{}', { 'content-type': 'application/json; charset=klingon' }),
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    'header/content-type',
  ),
  inBody(
    'an empty idempotency key',
    { ...contract({}), headers: { 'idempotency-key': '' } },
    ...BAD,
    'header/idempotency-key',
  ),
  inBody(
    'an idempotency key of 256 characters',
    { ...contract({}), headers: { 'idempotency-key': 'k'.repeat(256) } },
    ...BAD,
    'header/idempotency-key',
  ),
];

const preview = (fields: object): LooseRequest => ({ body: { month: '2025-03', ...fields } });
const inPreview = (what: string, fields: object, ...paths: string[]): Row => ({
  what: `a preview of ${what}`,
  target: 'previewStatement',
  request: preview(fields),
  gist: [...BAD, ...paths],
});
const usage = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', counterVolume: 1 };
const surcharge = { type: 'SURCHARGE', method: 'RATE', level: 'BILLING_GROUP', value: 1 };

const previews: readonly Row[] = [
  {
    what: 'a preview of no month',
    target: 'previewStatement',
    request: { body: {} },
    gist: [...BAD, '/month', '/targetDate'],
  },
  inPreview('another month than its date', { targetDate: '2025-04-01' }, '/targetDate'),
  inPreview('an unknown member', { member: 'xx' }, '/member'),
  inPreview('a surcharge of 201 %', { adjustments: [{ ...surcharge, value: 201 }] }, '/adjustments/0/value'),
  inPreview(
    'a discount of 101 %',
    { adjustments: [surcharge, { ...surcharge, type: 'DISCOUNT', value: 101 }] },
    '/adjustments/1/value',
  ),
  inPreview(
    'a fraction of a minor unit',
    { adjustments: [{ ...surcharge, method: 'FIXED', value: 1e-7 }] },
    '/adjustments/0/value',
  ),
  inPreview('a negative credit', { credits: [{ type: 'FREE', amount: -1 }] }, '/credits/0/amount'),
  inPreview('a contract discount of 101 %', { contract: { discountRate: 101 } }, '/contract/discountRate'),
  inPreview('a contract price that is text', { contract: { prices: { p: 'x' } } }, '/contract/prices/p'),
  inPreview(
    'a contract price without an open end',
    { contract: { prices: { 'a/b': { model: 'VOLUME', tiers: [{ upTo: 1, unitPrice: 1 }] } } } },
    '/contract/prices/a~1b/tiers/0/upTo',
  ),
  inPreview('a wrong volume', { usage: [usage, { ...usage, counterVolume: '1e3' }] }, '/usage/1/counterVolume'),
  inPreview('an overdue that is text', { isOverdue: 'yes' }, '/isOverdue'),
  {
    what: 'a preview of a unit that does not convert',
    target: 'previewStatement',
    request: preview({ usage: [usage, { ...usage, counterUnit: 'GB' }] }),
    gist: [422, 'UNIT_MISMATCH', '/usage/1/counterUnit'],
  },
  {
    what: 'a preview of a counter of two types',
    target: 'previewStatement',
    request: preview({ usage: [usage, { ...usage, counterType: 'GAUGE' }] }),
    gist: [409, 'COUNTER_TYPE_CONFLICT', '/usage/1/counterType'],
  },
  {
    what: 'a preview beyond the largest amount',
    target: 'previewStatement',
    request: preview({ usage: [{ ...usage, counterVolume: '999999999999999' }] }),
    gist: [422, 'AMOUNT_OUT_OF_RANGE'],
  },
];

const unknownPaths: readonly Row[] = [
  { what: 'an unknown path', target: 'GET /billing/nothing', request: { uuid }, gist: [404, 'NOT_FOUND'] },
  { what: 'a path that goes on', target: 'GET /billing/meters/m/x', request: { uuid }, gist: [404, 'NOT_FOUND'] },
  { what: 'a path in capitals', target: 'GET /BILLING/meters', request: { uuid }, gist: [404, 'NOT_FOUND'] },
  { what: 'garbage for a path', target: 'GET /%zz', request: {}, gist: [404, 'NOT_FOUND'] },
  { what: '__proto__ for a path', target: 'GET /billing/__proto__', request: {}, gist: [404, 'NOT_FOUND'] },
  { what: 'the start of a path', target: 'GET /billing', request: {}, gist: [404, 'NOT_FOUND'] },
];

describe('refuses and changes nothing', () => {
  const rows = [
    ...readings,
    ...contracts,
    ...adjustments,
    ...credits,
    ...months,
    ...payments,
    ...accounts,
    ...names,
    ...pages,
    ...bodies,
    ...previews,
    ...unknownPaths,
  ];

  test.each(rows)('$what: $gist.0 $gist.1', async ({ target, request, gist, says }) => {
    const refusal = await api.refused(target, typeof request === 'function' ? request() : request);
    expect([...refusal.gist].sort()).toEqual([...gist].sort());
    if (says) expect(refusal.body.header.resultMessage).toMatch(says);
    expect(await stateOf(api, uuid, [made.contract])).toEqual(before);
    expect(await api.send('getAccount', { path: { uuid: 'new' } })).toMatchObject({ status: 404 });
  });

  it('names 50 fields at most, and says how many more are wrong', async () => {
    const { body } = await api.refused('createMeters', {
      uuid,
      body: { meterList: Array.from({ length: 100 }, () => ({ ...reading, counterVolume: 'x' })) },
    });
    expect(body.details).toHaveLength(50);
    expect(body.header.resultMessage).toContain('(and 99 more)');
  });
});

describe('a method that a path does not have', () => {
  test.each([
    ['PUT /billing/meters', ['GET', 'HEAD', 'POST']],
    ['PATCH /billing/admin/accounts/x', ['DELETE', 'GET', 'HEAD']],
    ['GET /billing/admin/billing-groups/adjustments', undefined],
    ['POST /billing/payments/2025-03/statements', ['GET', 'HEAD']],
    ['DELETE /billing/payments/not-a-month', ['POST']],
    ['OPTIONS /billing/admin/calculate', ['POST']],
    ['HEAD /billing/admin/calculate', ['POST']],
    ['POST /health', ['GET', 'HEAD']],
    ['PUT /', ['GET', 'HEAD']],
    ['DELETE /openapi.json', ['GET', 'HEAD']],
    ['POST /docs/', ['GET', 'HEAD']],
  ] as const)('%s is answered with those it has', async (target, methods) => {
    if (!methods) {
      expect(await api.refused(target, { uuid })).toMatchObject({
        gist: [400, 'VALIDATION_ERROR', 'query/billingGroupId'],
      });
      return;
    }
    const { status, headers, body } = await api.send(target, { uuid });
    expect(status).toBe(405);
    expect(headers.get('allow')?.split(', ').sort()).toEqual(methods);
    if (body !== '') expect(body).toMatchObject({ error: 'METHOD_NOT_ALLOWED', details: [] });
  });
});

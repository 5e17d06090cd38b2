import type { Credit, Statement } from '../../src/index.ts';
import { credit, reading } from '../bills.ts';
import { choiceBill } from './choice-bill.ts';

/** Credits for a bill of 1000. */
const granted = (...credits: Partial<Credit>[]) => ({
  readings: [reading({ volume: 1_000 })],
  credits: credits.map((fields, index) => credit({ creditId: `c-${index + 1}`, balance: 400, ...fields })),
});

const used = ({ appliedCredits }: Statement) =>
  appliedCredits.map(({ creditId, amountApplied }) => [creditId, amountApplied]);

const order = ({ appliedCredits }: Statement) => appliedCredits.map(({ creditId }) => creditId);

const validity = [
  choiceBill('creditBegin', granted({ validFrom: '2025-03-31' }), 'creditApplied', {
    BY_LAST_DAY: 400,
    BY_FIRST_DAY: 0,
  }),
  choiceBill('creditBegin', granted({ validFrom: '2025-03-02' }), 'creditApplied', {
    BY_LAST_DAY: 400,
    BY_FIRST_DAY: 0,
  }),
  choiceBill('creditBegin', granted({ validFrom: '2025-03-01' }), 'creditApplied', {
    BY_LAST_DAY: 400,
    BY_FIRST_DAY: 400,
  }),
  choiceBill('creditBegin', granted({ validFrom: '2025-04-01' }), 'creditApplied', { BY_LAST_DAY: 0, BY_FIRST_DAY: 0 }),
  choiceBill('creditBegin', granted({}), 'creditApplied', { BY_LAST_DAY: 400, BY_FIRST_DAY: 400 }),
  choiceBill('creditEnd', granted({ expiresOn: '2025-03-01' }), 'creditApplied', {
    FROM_FIRST_DAY: 400,
    AFTER_LAST_DAY: 0,
  }),
  choiceBill('creditEnd', granted({ expiresOn: '2025-03-31' }), 'creditApplied', {
    FROM_FIRST_DAY: 400,
    AFTER_LAST_DAY: 0,
  }),
  choiceBill('creditEnd', granted({ expiresOn: '2025-04-01' }), 'creditApplied', {
    FROM_FIRST_DAY: 400,
    AFTER_LAST_DAY: 400,
  }),
  choiceBill('creditEnd', granted({ expiresOn: '2025-02-28' }), 'creditApplied', {
    FROM_FIRST_DAY: 0,
    AFTER_LAST_DAY: 0,
  }),
];

const uses = [
  choiceBill(
    'creditOrder',
    granted(
      { type: 'PAID', balance: 10, expiresOn: '2026-06-30' },
      { type: 'PROMOTIONAL', balance: 10 },
      { type: 'PROMOTIONAL', balance: 10, expiresOn: '2025-12-31' },
      { type: 'PAID', balance: 10, expiresOn: '2025-04-03' },
      { type: 'BONUS', balance: 10 },
    ),
    order,
    {
      SOON_RANK_EXPIRY: ['c-4', 'c-3', 'c-2', 'c-5', 'c-1'],
      RANK_EXPIRY: ['c-3', 'c-2', 'c-5', 'c-4', 'c-1'],
      EXPIRY: ['c-4', 'c-3', 'c-1', 'c-2', 'c-5'],
      GRANTING: ['c-1', 'c-2', 'c-3', 'c-4', 'c-5'],
    },
  ),
  choiceBill('creditUse', granted({ balance: 1_400 }, { balance: 300 }), used, {
    PART: [['c-1', 1_000]],
    WHOLE: [['c-2', 300]],
  }),
  choiceBill('creditUse', granted({ balance: 600 }, { balance: 400 }, { balance: 1 }), used, {
    PART: [
      ['c-1', 600],
      ['c-2', 400],
    ],
    WHOLE: [
      ['c-1', 600],
      ['c-2', 400],
    ],
  }),
  choiceBill('creditsPerBill', granted({ balance: 400 }, { balance: 300 }, { balance: 900 }), used, {
    ALL: [
      ['c-1', 400],
      ['c-2', 300],
      ['c-3', 300],
    ],
    ONE: [['c-1', 400]],
  }),
];

export const creditBills = [...validity, ...uses];

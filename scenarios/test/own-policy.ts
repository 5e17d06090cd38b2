import type { Policy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';

/** A catalog that has nothing of the standard one: members, units, prices, limits, ranks, due days. */
export const ownCatalog = `
members:
  sydney: { currency: AUD, tax: { name: GST, rate: 10, rounding: HALF_EVEN }, timeZone: Australia/Sydney }
  kolkata: { currency: INR, tax: { name: GST, rate: 18, rounding: UP }, timeZone: Asia/Kolkata }
units:
  - { MS: 1, S: 1000, MIN: 60000 }
  - { MIB: 1, GIB: 1024, TIB: 1048576 }
  - { CALL: 1, THOUSAND_CALLS: 1000 }
prices:
  api.search: { unit: THOUSAND_CALLS, AUD: 12, INR: 640 }
  api.*:
    model: GRADUATED
    unit: CALL
    upTo: [1000, 50000]
    AUD: [0, 0.04, 0.025]
    INR: { upTo: [500], price: [0, 2.2] }
  video.minutes: { model: VOLUME, unit: MIN, upTo: [600], AUD: [3.5, 2.75], INR: [190, 150.5] }
  video.storage.*: { unit: GIB, AUD: 2.3, INR: 125.75 }
  seats: { model: PACKAGE, packageSize: 3, AUD: 4900, INR: 250000 }
  units: { AUD: 0, INR: 3 }
  "*": { unit: GIB, AUD: 0.0004, INR: 0.02 }
adjustments: { defaultPriority: 0, maxRateDiscount: 50, maxRateSurcharge: 4, maxFixedAmount: 3000 }
credits:
  expiringSoonDays: 0
  ranks: [PAID, REFUND, [FREE, COMPENSATION, CAMPAIGN], [PROMOTIONAL, BONUS]]
lateFees: { dueDay: 10, graceDays: 12, rate: 1.5 }
`;

/** The policy of that catalog, which bills by other rules than the standard ones, too. */
export const ownPolicy: Policy = {
  ...parseCatalog(ownCatalog),
  rules: {
    gauge: 'PEAK',
    tiers: 'PROJECT',
    rounding: 'HALF_EVEN',
    shares: 'FIRST',
    minimumChargeReachedBy: 'NET',
    adjustmentOrder: 'HIGHER_PRIORITY_FIRST',
    creditOrder: 'EXPIRY',
    taxOn: 'BEFORE_CREDITS',
    lateFee: 'EVERY_MONTH',
  },
};

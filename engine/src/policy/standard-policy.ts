import type { Policy, PriceRow } from './policy.ts';
import type { Pricing } from './pricing.ts';

/** Unit prices of one currency each, all per `unit`. */
function flat(counter: string, unit: string | undefined, unitPrices: Record<string, string>): PriceRow {
  return row(counter, unitPrices, (unitPrice) => ({ model: 'FLAT', ...(unit && { unit }), unitPrice }));
}

function row<Price>(counter: string, prices: Record<string, Price>, pricing: (price: Price) => Pricing): PriceRow {
  return {
    counter,
    prices: Object.entries(prices).map(([currency, price]) => ({ currency, pricing: pricing(price) })),
  };
}

const trafficTiers = ([first, second, third]: readonly [string, string, string]): Pricing => ({
  model: 'GRADUATED',
  unit: 'GB',
  tiers: [
    { upTo: '100', unitPrice: first },
    { upTo: '1000', unitPrice: second },
    { upTo: null, unitPrice: third },
  ],
});

const seats = (packagePrice: string): Pricing => ({ model: 'PACKAGE', packageSize: '5', packagePrice });

/** The figures of the billing rules as they are written there. */
export const standardPolicy: Policy = {
  members: [
    { member: 'kr', currency: 'KRW', taxName: 'VAT', taxRate: '10', taxRounding: 'DOWN', timeZone: 'Asia/Seoul' },
    {
      member: 'jp',
      currency: 'JPY',
      taxName: 'Consumption tax',
      taxRate: '10',
      taxRounding: 'DOWN',
      timeZone: 'Asia/Tokyo',
    },
    {
      member: 'us',
      currency: 'USD',
      taxName: 'Sales tax',
      taxRate: '8.25',
      taxRounding: 'HALF_UP',
      timeZone: 'America/New_York',
    },
    { member: 'eu', currency: 'EUR', taxName: 'VAT', taxRate: '20', taxRounding: 'HALF_UP', timeZone: 'Europe/Paris' },
    { member: 'etc', currency: 'USD', taxName: 'none', taxRate: '0', taxRounding: 'DOWN', timeZone: 'UTC' },
  ],
  unitDimensions: [
    [
      { unit: 'SECONDS', size: '1' },
      { unit: 'MINUTES', size: '60' },
      { unit: 'HOURS', size: '3600' },
      { unit: 'DAYS', size: '86400' },
    ],
    [
      { unit: 'KB', size: '1' },
      { unit: 'MB', size: '1024' },
      { unit: 'GB', size: '1048576' },
      { unit: 'TB', size: '1073741824' },
    ],
  ],
  priceBook: [
    flat('compute.c2.c8m8', 'HOURS', { KRW: '397', JPY: '43.5', USD: '29.8', EUR: '27.4' }),
    flat('compute.g2.t4.c8m64', 'HOURS', { KRW: '166.67', JPY: '18.25', USD: '12.5', EUR: '11.55' }),
    flat('storage.volume.ssd', 'GB', { KRW: '100', JPY: '11', USD: '7.5', EUR: '6.95' }),
    flat('network.floating_ip', 'HOURS', { KRW: '25', JPY: '2.75', USD: '1.875', EUR: '1.725' }),
    row<readonly [string, string, string]>(
      'network.traffic.out',
      { KRW: ['0', '90', '70'], JPY: ['0', '9.9', '7.7'], USD: ['0', '6.75', '5.25'], EUR: ['0', '6.25', '4.85'] },
      trafficTiers,
    ),
    row('support.seat', { KRW: '30000', JPY: '3300', USD: '2250', EUR: '2090' }, seats),
    flat('test.*', undefined, { KRW: '1', JPY: '1', USD: '1', EUR: '1' }),
    flat('*', undefined, { KRW: '100', JPY: '11', USD: '7.5', EUR: '6.95' }),
  ],
  adjustments: {
    defaultPriority: 100,
    maxRateDiscount: '100',
    maxRateSurcharge: '200',
    maxFixedAmount: 1_000_000_000_000,
  },
  credits: {
    expiringSoonDays: 7,
    ranks: [['PROMOTIONAL', 'CAMPAIGN', 'BONUS'], ['FREE', 'COMPENSATION'], ['REFUND'], ['PAID']],
  },
  lateFees: { dueDay: 25, graceDays: 30, rate: '5' },
};

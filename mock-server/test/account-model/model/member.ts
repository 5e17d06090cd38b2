import { halfUp } from './arithmetic.ts';

export type Currency = 'KRW' | 'JPY' | 'USD' | 'EUR';

export interface Member {
  readonly member: 'kr' | 'jp' | 'us' | 'eu' | 'etc';
  readonly currency: Currency;
  /** The tax on a charge, in the member's rounding (§1, §7). */
  readonly taxOn: (charge: number) => number;
}

export const members: readonly Member[] = [
  { member: 'kr', currency: 'KRW', taxOn: (charge) => Math.floor(charge / 10) },
  { member: 'jp', currency: 'JPY', taxOn: (charge) => Math.floor(charge / 10) },
  { member: 'us', currency: 'USD', taxOn: (charge) => halfUp(charge * 825, 10_000) },
  { member: 'eu', currency: 'EUR', taxOn: (charge) => halfUp(charge, 5) },
  { member: 'etc', currency: 'USD', taxOn: () => 0 },
];

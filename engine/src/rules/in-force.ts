import type { Month } from '../values/calendar.ts';

/** Whether `month` is from `monthFrom` to `monthTo`, both inclusive and open when absent. */
export function isInForce(range: { readonly monthFrom?: Month; readonly monthTo?: Month }, month: Month): boolean {
  const { monthFrom = month, monthTo = month } = range;
  return monthFrom <= month && month <= monthTo;
}

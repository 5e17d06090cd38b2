import { BillingError } from '../billing-error.ts';

/** Refuses a contract in another currency than `own` with `CURRENCY_MISMATCH` (§4). */
export function checkContractCurrency(currency: string | undefined, own: string, path: string): void {
  if (currency === undefined || currency === own) return;
  const message = `The account is billed in ${own}; a contract in ${currency} cannot be its.`;
  throw new BillingError('CURRENCY_MISMATCH', message, [{ path, message: `must be ${own}, or left out` }]);
}

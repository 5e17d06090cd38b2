const CURRENCY = /^[A-Z]{3}$/;

/** Whether `text` looks like an ISO 4217 code; a team may bill in one of its own. */
export function isCurrencyCode(text: string): boolean {
  return CURRENCY.test(text);
}

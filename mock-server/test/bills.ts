import type { Schema } from '@billing-testkit/contracts';
import { type ApiClient, newUuid } from './api-client.ts';

/** A `kr` account with these months billed, in this order: each by a reading that costs 1, so it owes that and a tenth as VAT. */
export async function billed(api: ApiClient, months: Readonly<Record<string, number>>): Promise<string> {
  const uuid = newUuid();
  for (const [month, amount] of Object.entries(months)) await bill(api, uuid, month, amount);
  return uuid;
}

/** Reads a counter that costs 1 and calculates the month, without a reading when there is no amount. */
export async function bill(api: ApiClient, uuid: string, month: string, amount = 0): Promise<void> {
  if (amount > 0) await read(api, uuid, month, amount);
  await api.call('calculateStatement', { uuid, body: { month } });
}

export async function read(api: ApiClient, uuid: string, month: string, counterVolume: number): Promise<void> {
  const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume, timestamp: `${month}-10T00:00:00Z` };
  await api.call('createMeters', { uuid, body: reading });
}

export async function statementOf(api: ApiClient, uuid: string, month: string): Promise<Schema<'Statement'>> {
  const { statements } = await api.call('getStatements', { uuid, path: { month } });
  const [statement] = statements;
  if (!statement) throw new Error(`${month} of ${uuid} is not calculated.`);
  return statement;
}

/** The payment status of a month, the amount paid for it alone, and the amount due up to it. */
export async function standing(api: ApiClient, uuid: string, month: string): Promise<[string, number, number]> {
  const { paymentStatus, paidAmount, amountDue } = await statementOf(api, uuid, month);
  return [paymentStatus, paidAmount, amountDue];
}

export const groupOf = (uuid: string, month: string) => `pg-${uuid}-${month}`;

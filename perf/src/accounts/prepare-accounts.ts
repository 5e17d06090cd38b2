import { READINGS_A_BULK } from '../requests/load-request.ts';
import { closedMonth, openMonth, readingsOf } from '../requests/readings.ts';
import { type AccountApi, forEachAtOnce } from './account-api.ts';
import type { WorkRecord } from './work-record.ts';

/** A bill that no load can pay in full. */
const closedMonthReading = {
  projectId: 'p-0',
  counterName: 'compute.c2.c8m8',
  counterUnit: 'HOURS',
  counterVolume: '1000000',
  resourceId: 'r-0',
  timestamp: `${closedMonth}-10T09:00:00Z`,
  eventId: `${closedMonth}-0`,
} as const;

/**
 * Creates each account with a closed month to pay, and with 100 readings of the open month, which is calculated. The request numbers
 * below the number of accounts are taken by these readings. An abort leaves out the accounts that are left. Rejects with a
 * `BillingApiError`.
 */
export async function prepareAccounts(
  apis: readonly AccountApi[],
  seed: number,
  record: WorkRecord,
  signal: AbortSignal,
): Promise<void> {
  await forEachAtOnce(apis, async ({ uuid, member, client, options }, index) => {
    if (signal.aborted) return;
    await client.accounts.create({ uuid, member }, options);
    await client.meters.create({ meterList: [closedMonthReading] }, options);
    await client.calculations.run({ month: closedMonth }, options);
    await client.meters.create({ meterList: readingsOf(seed, index, READINGS_A_BULK) }, options);
    record.add(index, { kind: 'readings', request: index, count: READINGS_A_BULK });
    await client.calculations.run({ month: openMonth }, options);
  });
}

/** Deletes the accounts. An account that is not there, or can't be deleted, is left. */
export async function deleteAccounts(apis: readonly AccountApi[]): Promise<void> {
  await forEachAtOnce(apis, async ({ uuid, client, options }) => {
    await client.accounts.delete(uuid, options).catch(() => undefined);
  });
}

import type { Account } from './account.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** Whether a reading came with the app key or, sent without one, is of the project that the app key belongs to. */
export function isOfAppKey(account: Account, reading: RecordedReading, appKey: string): boolean {
  if (reading.appKey !== undefined) return reading.appKey === appKey;
  return reading.projectId === (account.appKeys.get(appKey) ?? appKey);
}

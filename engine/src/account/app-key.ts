import type { Account } from './account.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** Whether a reading came with the app key or, sent without one, is of the project that the app key belongs to. */
export function isOfAppKey(account: Account, reading: RecordedReading, appKey: string): boolean {
  return isOfAppKeys(account, [appKey])(reading);
}

/** A test whether a reading belongs to one of the app keys. It costs the same however many app keys there are. */
export function isOfAppKeys(account: Account, appKeys: readonly string[]): (reading: RecordedReading) => boolean {
  const keys = new Set(appKeys);
  const projects = new Set(appKeys.map((appKey) => account.appKeys.get(appKey) ?? appKey));
  return ({ appKey, projectId }) => (appKey === undefined ? projects.has(projectId) : keys.has(appKey));
}

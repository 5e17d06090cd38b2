import { inRequestWords } from '../errors/in-request-words.ts';
import { inParams, type NewAccount } from './new-account.ts';
import type { ParamsOf, StateIds } from './state-request.ts';
import { startOf } from './statement-state.ts';

const AN_HOUR_MS = 3_600_000;

/** Records readings of one counter, an hour apart from the start of the month on. */
export function buildReadings(
  account: NewAccount,
  {
    month,
    counterName = 'test.calls',
    counterUnit: unit = 'EA',
    volumes = ['10'],
  }: ParamsOf<'an account with readings'>,
): StateIds {
  const { store, uuid, projectId } = account;
  const start = Date.parse(startOf(account, month));
  const readings = volumes.map((volume, index) => {
    const timestamp = new Date(start + index * AN_HOUR_MS).toISOString();
    return { counterName, counterType: 'DELTA', unit, volume, projectId, timestamp } as const;
  });
  const [meterId = ''] = inRequestWords(inReadings, () =>
    store.update(uuid, { type: 'recordReadings', readings }),
  ).meterIds;
  return { meterId };
}

/** `/readings/3/volume` is `/params/volumes/3`; the other fields are the same for all readings. */
function inReadings(path: string): string {
  const [, , index, field] = path.split('/');
  if (field === 'volume') return inParams(`/volumes/${index}`);
  return inParams(field === 'unit' ? '/counterUnit' : `/${field}`);
}

import type { Schema } from '@billing-testkit/contracts';
import { type Account, isOfAppKey, monthIn, type RecordedReading } from '@billing-testkit/engine';
import { inWordsOf } from '../errors/engine-words.ts';
import { Refusal } from '../errors/refusal.ts';
import type { NamedId } from '../store/ids-of.ts';
import { toReading, toWireMeter } from '../wire/meter.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { afterNumber, pageOf } from './page.ts';

type MeterHandlers = Pick<Handlers, 'createMeters' | 'listMeters' | 'getMeter' | 'deleteMeters'>;

export const meterHandlers: MeterHandlers = {
  createMeters({ body, named, uuid }, { store }) {
    const sent = 'meterList' in body ? body.meterList : [body];
    const readings = 'meterList' in body ? { '/readings': '/meterList' } : { '/readings/0': '' };
    const path = wirePath({ ...readings, unit: 'counterUnit', volume: 'counterVolume' });
    const owner = named ?? store.holderOf(sent.flatMap(idsIn)) ?? uuid;
    const { meterIds, acceptedCount, duplicateCount } = inWordsOf(path, () =>
      store.update(owner, { type: 'recordReadings', readings: sent.map(toReading) }),
    );
    const message = `${acceptedCount} accepted, ${duplicateCount} counted before`;
    return { meterIds: [...meterIds], message, acceptedCount, duplicateCount };
  },

  listMeters({ uuid, query }, { store }) {
    const account = store.read(uuid);
    const { appKey, counterName } = query;
    const meters = readingsOf(account, query.month)
      .filter((reading) => appKey === undefined || isOfAppKey(account, reading, appKey))
      .filter((reading) => counterName === undefined || reading.counterName === counterName);
    const indexAfter = afterNumber(meters, `meter-${uuid}-`, ({ meterId }) => meterId);
    return { meters: pageOf(meters, query, indexAfter).map(toWireMeter), totalItems: meters.length };
  },

  getMeter({ uuid, path: { meterId } }, { store }) {
    const reading = store.read(uuid).readings.get(meterId);
    if (!reading) throw Refusal.notFound(`reading ${meterId} of the account ${uuid}`);
    return { meter: toWireMeter(reading) };
  },

  deleteMeters({ named, uuid, query: { appKey = [], appKeys = [], from, to } }, { store }) {
    const keys = [...appKey, ...appKeys];
    const owner = named ?? store.holderOf(keys.flatMap(idsOfAppKey)) ?? uuid;
    const months = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return inWordsOf(wirePath({ '/from': 'query/from', '/to': 'query/to' }), () =>
      store.update(owner, { type: 'deleteReadings', ...(keys.length > 0 && { appKeys: keys }), ...months }),
    );
  },
};

function readingsOf({ readings, member }: Account, month: string | undefined): RecordedReading[] {
  return month === undefined ? [...readings.all()] : readings.within(month, monthIn(month, member.timeZone));
}

function idsIn({ projectId, appKey }: Schema<'MeterReadingInput'>): NamedId[] {
  if (projectId !== undefined) return [['project', projectId]];
  return appKey === undefined ? [] : idsOfAppKey(appKey);
}

/** A project may be named like the app key that its readings come with. */
function idsOfAppKey(appKey: string): NamedId[] {
  return [
    ['appKey', appKey],
    ['project', appKey],
  ];
}

import type { QueryOf, Schema } from '@billing-testkit/contracts';
import { type Account, isOfAppKey, monthIn, type RecordedReading } from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
import { Refusal } from '../errors/refusal.ts';
import { madeFor, type NamedId } from '../store/ids-of.ts';
import { DEFAULT_UUID } from '../store/store.ts';
import { readingNames, toReading, toWireMeter } from '../wire/meter.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { afterNumber, type PageQuery, pageOf, rangeOf } from './page.ts';

type MeterHandlers = Pick<Handlers, 'createMeters' | 'listMeters' | 'getMeter' | 'deleteMeter' | 'deleteMeters'>;

export const meterHandlers: MeterHandlers = {
  createMeters({ body, namedUuid }, { store }) {
    const sent = 'meterList' in body ? body.meterList : [body];
    const path = 'meterList' in body ? pathInList : pathInBody;
    const ownerUuid = namedUuid ?? store.holderUuid(sent.flatMap(idsIn)) ?? DEFAULT_UUID;
    const { meterIds, acceptedCount, duplicateCount, afterFinalCount } = inRequestWords(path, () =>
      store.update(ownerUuid, { type: 'recordReadings', readings: sent.map(toReading) }),
    );
    const message = messageOf(acceptedCount, duplicateCount, afterFinalCount);
    return { meterIds: [...meterIds], message, acceptedCount, duplicateCount, afterFinalCount };
  },

  listMeters({ uuid, query }, { store }) {
    const account = store.read(uuid);
    const isAsked = filterOf(account, query);
    const { meters, totalItems } = isAsked ? filtered(account, query, isAsked) : paged(account, query);
    return { meters: meters.map(toWireMeter), totalItems };
  },

  getMeter({ namedUuid, path: { meterId } }, { store }) {
    const ownerUuid = namedUuid ?? store.holderUuid([['meter', meterId]]) ?? DEFAULT_UUID;
    const reading = store.read(ownerUuid).readings.get(meterId);
    if (!reading) throw Refusal.notFound(`reading ${meterId} of the account ${ownerUuid}`);
    return { meter: toWireMeter(reading) };
  },

  deleteMeter({ namedUuid, path: { meterId } }, { store }) {
    const ownerUuid = namedUuid ?? store.holderUuid([['meter', meterId]]) ?? DEFAULT_UUID;
    const { reading } = inRequestWords(wirePath({ '/meterId': 'path/meterId' }), () =>
      store.update(ownerUuid, { type: 'deleteReading', meterId }),
    );
    return { meter: toWireMeter(reading) };
  },

  deleteMeters({ namedUuid, query: { appKey = [], appKeys = [], from, to } }, { store }) {
    const keys = [...appKey, ...appKeys];
    const ownerUuid = namedUuid ?? store.holderUuid(keys.flatMap(idsOfAppKey)) ?? DEFAULT_UUID;
    const dates = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    return inRequestWords(wirePath({ '/from': 'query/from', '/to': 'query/to' }), () =>
      store.update(ownerUuid, { type: 'deleteReadings', ...(keys.length > 0 && { appKeys: keys }), ...dates }),
    );
  },
};

const pathInList = wirePath({ '/readings': '/meterList', ...readingNames });
const pathInBody = wirePath({ '/readings/0': '', ...readingNames });

function messageOf(acceptedCount: number, duplicateCount: number, afterFinalCount: number): string {
  const message = `${acceptedCount} accepted, ${duplicateCount} counted before`;
  return afterFinalCount === 0
    ? message
    : `${message}; ${afterFinalCount} on no bill, because the statement of the month is final`;
}

type Filter = (reading: RecordedReading) => boolean;

/** The filter of the readings that a request asks for; `undefined` when it asks for all readings of the account. */
function filterOf(account: Account, { month, appKey, counterName }: QueryOf<'listMeters'>): Filter | undefined {
  if (month === undefined && appKey === undefined && counterName === undefined) return undefined;
  return (reading) =>
    (appKey === undefined || isOfAppKey(account, reading, appKey)) &&
    (counterName === undefined || reading.counterName === counterName);
}

/** A page of all readings, found without going through the others. */
function paged({ uuid, readings }: Account, query: PageQuery) {
  const { start, end } = rangeOf(query, (id) => (isMeterOf(uuid, id) ? 0 : undefined));
  const limit = end - start;
  const meters =
    query.after === undefined ? readings.page({ offset: start, limit }) : first(readings.after(query.after), limit);
  return { meters, totalItems: readings.size };
}

function first<Item>(items: Iterable<Item>, limit: number): Item[] {
  const taken: Item[] = [];
  for (const item of items) if (taken.push(item) >= limit) break;
  return taken;
}

function isMeterOf(uuid: string, id: string): boolean {
  return madeFor(['meter', id]) === uuid;
}

function filtered(account: Account, query: QueryOf<'listMeters'>, isAsked: Filter) {
  const { uuid, readings, member } = account;
  const { month } = query;
  const all = month === undefined ? [...readings.all()] : readings.within(month, monthIn(month, member.timeZone));
  const asked = all.filter(isAsked);
  const meters = pageOf(
    asked,
    query,
    afterNumber(asked, `meter-${uuid}-`, ({ meterId }) => meterId),
  );
  return { meters, totalItems: asked.length };
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

import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import type { ReceivedReading } from '../../model/received-reading.ts';
import type { ContractTerms, CounterType } from '../../model/statement-input.ts';
import { pathOf, receiveOrCheck } from '../../statement/check-reading.ts';
import { priceUnitFactor } from '../../statement/counter-price.ts';
import { counterTypeConflict } from '../../statement/counter-types.ts';
import {
  addDays,
  billingMonthOf,
  billingMonthsIn,
  type Instant,
  type Month,
  startOfDate,
} from '../../values/calendar.ts';
import { decimalText } from '../../values/exact.ts';
import { isOfAppKeys } from '../app-key.ts';
import type {
  DeleteReading,
  DeleteReadings,
  NewReading,
  ReadingsRecorded,
  RecordReadings,
} from '../reading-commands.ts';
import type { RecordedReading } from '../recorded-reading.ts';
import type { Decision, Draft } from './draft.ts';
import { finalBillOf, finalized } from './finality.ts';
import { joinProject } from './first-use.ts';

/** A date after every billing month. */
const END_OF_TIME = '9999-12-30';

/** A reading that was sent, with its project and its time. */
type SentReading = Omit<RecordedReading, 'meterId'>;

/** A reading that counts, with its id, its time as it is kept, and the billing month that it is of. */
interface FreshReading {
  readonly received: ReceivedReading<SentReading>;
  readonly meterId: string;
  readonly timestamp: Instant;
  readonly month: Month;
}

/** Records a batch of readings as a whole, or refuses it for a wrong field, another counter type or a unit without a price. */
export function recordReadings(draft: Draft, { readings }: RecordReadings): Decision<ReadingsRecorded> {
  const received = receiveAll(readings.map((reading) => sentReading(draft, reading)));
  const { fresh, meterIds } = withoutRepeats(draft, received);
  checkCounterTypes(draft, fresh);
  checkUnits(draft, fresh);
  for (const projectId of new Set(fresh.map((reading) => reading.received.reading.projectId)))
    joinProject(draft, projectId);
  if (fresh.length > 0) draft.add({ type: 'readingsRecorded', readings: fresh.map(recordedReading) });
  const acceptedCount = fresh.length;
  const duplicateCount = readings.length - acceptedCount;
  const afterFinalCount = fresh.filter(({ month }) => finalBillOf(draft.account, month)).length;
  return draft.decided({ meterIds, acceptedCount, duplicateCount, afterFinalCount });
}

function sentReading({ account, now }: Draft, reading: NewReading): SentReading {
  const { appKey, timestamp = now } = reading;
  const ofAppKey = appKey === undefined ? undefined : (account.appKeys.get(appKey) ?? appKey);
  return { ...reading, projectId: reading.projectId ?? ofAppKey ?? 'default', timestamp };
}

/** Throws `VALIDATION_ERROR` with the fields that are wrong. */
function receiveAll(readings: readonly SentReading[]): ReceivedReading<SentReading>[] {
  const inspection = new Inspection();
  const all = receiveOrCheck(readings, inspection);
  inspection.finish('The readings were not recorded:');
  return all;
}

/** The readings that count, and an id for each that was sent: a repeated event has the id of its first reading (§2). */
function withoutRepeats(draft: Draft, sent: readonly ReceivedReading<SentReading>[]) {
  const monthOf = billingMonthsIn(draft.account.member.timeZone);
  const fresh: FreshReading[] = [];
  const events = new Map<string, string>();
  const meterIds = sent.map((received) => {
    const { eventId } = received.reading;
    const first =
      eventId === undefined ? undefined : (events.get(eventId) ?? draft.account.readings.ofEvent(eventId)?.meterId);
    if (first !== undefined) return first;
    const meterId = draft.id('meter');
    const { timestamp } = received;
    fresh.push({ received, meterId, timestamp, month: monthOf(timestamp) });
    if (eventId !== undefined) events.set(eventId, meterId);
    return meterId;
  });
  return { fresh, meterIds };
}

/** The reading with its time and its volume in the form in which they are kept. */
function recordedReading({ received: { reading }, meterId, timestamp }: FreshReading): RecordedReading {
  return { ...reading, timestamp, volume: decimalText(reading.volume) ?? reading.volume, meterId };
}

function checkCounterTypes({ account }: Draft, fresh: readonly FreshReading[]): void {
  const types = new Map<string, CounterType>();
  for (const { received } of fresh) {
    const { counterName, counterType } = received.reading;
    const known = types.get(counterName) ?? account.readings.typeOf(counterName);
    if (known === undefined) types.set(counterName, counterType);
    else if (known !== counterType) throw counterTypeConflict(counterName, known, `${pathOf(received)}/counterType`);
  }
}

/** The contract of a month, and the units of each counter that its price can take. */
interface CheckedMonth {
  readonly contract: ContractTerms | undefined;
  readonly units: Map<string, Set<string>>;
}

/** Throws `UNIT_MISMATCH` for a unit that the price in force in the reading's month cannot take (§2). */
function checkUnits({ account, policy, rules }: Draft, fresh: readonly FreshReading[]): void {
  const months = new Map<Month, CheckedMonth>();
  for (const { received, month } of fresh) {
    const { counterName, unit } = received.reading;
    const checked = months.get(month) ?? {
      contract: rules.contractInForce(account.assignments, month),
      units: new Map<string, Set<string>>(),
    };
    months.set(month, checked);
    const units = checked.units.get(counterName) ?? new Set();
    if (units.has(unit)) continue;
    const pricing = rules.pricing(counterName, checked.contract, account.member, policy);
    priceUnitFactor(received.reading, pricing, { policy, rules }, () => pathOf(received));
    checked.units.set(counterName, units.add(unit));
  }
}

/** Deletes readings by app key and dates. Usage that a final statement was billed for stays billed. */
export function deleteReadings(
  draft: Draft,
  { appKeys, from, to }: DeleteReadings,
): Decision<{ deletedCount: number }> {
  const inspection = new Inspection();
  if (from !== undefined) inspection.date(from, '/from');
  if (to !== undefined) inspection.date(to, '/to');
  inspection.require(from === undefined || to === undefined || from <= to, '/to', 'must not be before from');
  inspection.finish('No reading was deleted:');

  const { account } = draft;
  const { timeZone } = account.member;
  const start = from === undefined ? '' : startOfDate(from, timeZone);
  const end = to === undefined || to >= END_OF_TIME ? END_OF_TIME : startOfDate(addDays(to, 1), timeZone);
  const isMeant = appKeys ? isOfAppKeys(account, appKeys) : () => true;
  const meterIds = account.readings
    .between({ start, end })
    .filter(isMeant)
    .map(({ meterId }) => meterId);
  if (meterIds.length > 0) draft.add({ type: 'readingsDeleted', meterIds });
  return draft.decided({ deletedCount: meterIds.length });
}

/** Takes back one reading. A reading that a final statement was billed for stays (§9). */
export function deleteReading(draft: Draft, { meterId }: DeleteReading): Decision<{ reading: RecordedReading }> {
  const reading = draft.account.readings.get(meterId);
  if (!reading) throw new BillingError('NOT_FOUND', `The account has no reading ${meterId}.`);
  const month = billingMonthOf(reading.timestamp, draft.account.member.timeZone);
  const bill = finalBillOf(draft.account, month);
  if (bill) throw finalized(bill, '/meterId', 'a reading of a month');
  draft.add({ type: 'readingsDeleted', meterIds: [meterId] });
  return draft.decided({ reading });
}

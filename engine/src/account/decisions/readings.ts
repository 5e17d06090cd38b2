import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import type { ContractTerms, CounterType } from '../../model/statement-input.ts';
import { priceUnitFactor } from '../../statement/aggregate.ts';
import { checkReading } from '../../statement/check-reading.ts';
import { counterTypeConflict } from '../../statement/check-statement-input.ts';
import { addDays, billingMonthOf, type Month, startOfDate, toInstant } from '../../values/calendar.ts';
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

/** A reading, and the JSON pointer to it in the command. */
type PlacedReading = Omit<RecordedReading, 'meterId'> & { readonly path: string };

/** Records a batch of readings as a whole, or refuses it for a wrong field, another counter type or a unit without a price. */
export function recordReadings(draft: Draft, { readings }: RecordReadings): Decision<ReadingsRecorded> {
  const placed = readings.map((reading, index) => ({ ...placedReading(draft, reading), path: `/readings/${index}` }));
  checkFields(placed);
  const { fresh, meterIds } = withoutRepeats(draft, placed);
  checkCounterTypes(draft, fresh);
  checkUnits(draft, fresh);
  for (const projectId of new Set(fresh.map((reading) => reading.projectId))) joinProject(draft, projectId);
  const recorded = fresh.map(({ path, ...reading }) => reading);
  if (recorded.length > 0) draft.add({ type: 'readingsRecorded', readings: recorded });
  const acceptedCount = recorded.length;
  const duplicateCount = readings.length - acceptedCount;
  const afterFinalCount = recorded.filter((reading) => finalBillOf(draft.account, reading)).length;
  return draft.decided({ meterIds, acceptedCount, duplicateCount, afterFinalCount });
}

/** The readings that count, and an id for each that was sent: a repeated event has the id of its first reading (§2). */
function withoutRepeats(draft: Draft, placed: readonly PlacedReading[]) {
  const fresh: (PlacedReading & { meterId: string })[] = [];
  const events = new Map<string, string>();
  const meterIds = placed.map((reading) => {
    const { eventId } = reading;
    const first =
      eventId === undefined ? undefined : (events.get(eventId) ?? draft.account.readings.ofEvent(eventId)?.meterId);
    if (first !== undefined) return first;
    const meterId = draft.id('meter');
    fresh.push({ ...reading, meterId });
    if (eventId !== undefined) events.set(eventId, meterId);
    return meterId;
  });
  return { fresh, meterIds };
}

/** The reading with its project, its time and its volume as they are kept. A value that is wrong stays, and is refused later. */
function placedReading({ account, now }: Draft, reading: NewReading): Omit<PlacedReading, 'path'> {
  const { appKey, timestamp = now, volume } = reading;
  const ofAppKey = appKey === undefined ? undefined : (account.appKeys.get(appKey) ?? appKey);
  const projectId = reading.projectId ?? ofAppKey ?? 'default';
  return {
    ...reading,
    projectId,
    timestamp: toInstant(timestamp) ?? timestamp,
    volume: decimalText(volume) ?? volume,
  };
}

function checkFields(readings: readonly PlacedReading[]): void {
  const inspection = new Inspection();
  for (const reading of readings) checkReading(inspection, reading, reading.path);
  inspection.finish('The readings were not recorded:');
}

function checkCounterTypes({ account }: Draft, readings: readonly PlacedReading[]): void {
  const types = new Map<string, CounterType>();
  for (const { counterName, counterType, path } of readings) {
    const known = types.get(counterName) ?? account.readings.typeOf(counterName) ?? counterType;
    if (known !== counterType) throw counterTypeConflict(counterName, known, `${path}/counterType`);
    types.set(counterName, known);
  }
}

/** Throws `UNIT_MISMATCH` for a unit that the price in force in the reading's month cannot take (§2). */
function checkUnits({ account, policy, rules }: Draft, readings: readonly PlacedReading[]): void {
  const checked = new Set<string>();
  const contracts = new Map<Month, ContractTerms | undefined>();
  for (const { counterName, unit, timestamp, path } of readings) {
    const month = billingMonthOf(timestamp, account.member.timeZone);
    const key = JSON.stringify([month, counterName, unit]);
    if (checked.has(key)) continue;
    checked.add(key);
    if (!contracts.has(month)) contracts.set(month, rules.contractInForce(account.assignments, month));
    const pricing = rules.pricing(counterName, contracts.get(month), account.member, policy);
    priceUnitFactor({ counterName, unit }, pricing, { policy, rules }, () => path);
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
  const bill = finalBillOf(draft.account, reading);
  if (bill) throw finalized(bill, '/meterId', 'a reading of a month');
  draft.add({ type: 'readingsDeleted', meterIds: [meterId] });
  return draft.decided({ reading });
}

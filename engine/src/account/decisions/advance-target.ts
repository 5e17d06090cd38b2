import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import { briefInstant, type Instant, toInstant } from '../../values/calendar.ts';
import { instantAfter, isPositiveDuration } from '../../values/duration.ts';
import type { Advance } from '../commands.ts';
import type { Draft } from './draft.ts';

const LONGEST = 'P100Y';

/** The end of the billing months, and an instant after it. */
const LAST_INSTANT = '9999-01-01T00:00:00.000000000Z';
const END_OF_TIME = '9999-12-31T00:00:00.000000000Z';

const NOT_ADVANCED = 'The clock was not advanced:';

/** The instant to advance to. Throws `VALIDATION_ERROR`, and `CLOCK_BACKWARDS` for an instant before now. */
export function advanceTarget({ now, account }: Draft, command: Advance): Instant {
  checkForm(command);
  const { timeZone } = account.member;
  const { to, by } = command;
  const path = by === undefined ? '/to' : '/by';
  const target = toInstant((by === undefined ? to : instantAfter(now, by, timeZone)) ?? '') ?? END_OF_TIME;
  const last = toInstant(instantAfter(now, LONGEST, timeZone) ?? '') ?? LAST_INSTANT;
  const inspection = new Inspection();
  inspection.require(target <= last, path, 'must lead at most 100 years ahead, and not beyond the year 9998');
  inspection.finish(NOT_ADVANCED);
  if (target < now) throw backwards(now, path);
  return target;
}

function checkForm({ to, by }: Advance): void {
  const inspection = new Inspection();
  inspection.require(to !== undefined || by !== undefined, '/by', 'is required, or to in its place');
  inspection.require(to === undefined || by === undefined, '/to', 'must not be given together with by');
  if (to !== undefined) inspection.timestamp(to, '/to');
  if (by !== undefined) inspection.require(isPositiveDuration(by), '/by', MUST_BE_DURATION);
  inspection.finish(NOT_ADVANCED);
}

const MUST_BE_DURATION = 'must be an ISO 8601 duration of more than nothing, like "P1M" or "PT36H"';

function backwards(now: Instant, path: string): BillingError {
  const message = `must not be before the time of the account's clock, ${briefInstant(now)}`;
  return new BillingError('CLOCK_BACKWARDS', (field) => `${NOT_ADVANCED} ${field} ${message}.`, [{ path, message }]);
}

import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import { checkValidity } from '../../statement/check-statement-parts.ts';
import { addMonthsToDate, type CalendarDate, dateIn, isCalendarDate } from '../../values/calendar.ts';
import type { AccountCredit } from '../account.ts';
import type { GrantCredit } from '../commands.ts';
import type { Decision, Draft } from './draft.ts';
import { addCredit } from './ledger.ts';

const MAX_EXPIRY_MONTHS = 1200;

/** A credit with its whole balance. An expiry that has passed is accepted: past months stay billable (§6). */
export function grantCredit(draft: Draft, input: GrantCredit): Decision<{ credit: AccountCredit }> {
  const {
    amount,
    creditType: type,
    currency = draft.account.member.currency,
    name,
    campaignId,
    couponCode,
    validFrom,
  } = input;
  checkGrant(draft, input);
  checkCoupon(draft, couponCode);
  const expiresOn = expiryOf(draft, input);
  const terms = {
    type,
    currency,
    granted: amount,
    ...(name !== undefined && { name }),
    ...(campaignId !== undefined && { campaignId }),
    ...(couponCode !== undefined && { couponCode }),
    ...(validFrom !== undefined && { validFrom }),
    ...(expiresOn !== undefined && { expiresOn }),
  };
  return draft.decided({ credit: addCredit(draft, terms, 'GRANT') });
}

/** An account redeems a coupon once. */
function checkCoupon({ account }: Draft, couponCode: string | undefined): void {
  if (couponCode === undefined || !account.coupons.has(couponCode)) return;
  throw new BillingError('COUPON_REDEEMED', `The account has redeemed ${couponCode} before.`);
}

function checkGrant({ policy }: Draft, input: GrantCredit): void {
  const { creditType, amount, currency, expiresAfterMonths = 0 } = input;
  const inspection = new Inspection();
  inspection.oneOf(creditType, policy.credits.ranks.flat(), '/creditType');
  inspection.money(amount, '/amount', { min: 1 });
  const currencies = [...new Set(policy.members.map((member) => member.currency))];
  if (currency !== undefined) inspection.oneOf(currency, currencies, '/currency');
  checkValidity(inspection, input, '');
  inspection.wholeNumber(expiresAfterMonths, '/expiresAfterMonths', { min: 0, max: MAX_EXPIRY_MONTHS });
  inspection.finish('The credit was not granted:');
}

function expiryOf({ account, now }: Draft, input: GrantCredit): CalendarDate | undefined {
  const { expiresOn, expiresAfterMonths, validFrom = dateIn(now, account.member.timeZone) } = input;
  if (expiresOn !== undefined || expiresAfterMonths === undefined) return expiresOn;
  const expiry = addMonthsToDate(validFrom, expiresAfterMonths);
  const inspection = new Inspection();
  inspection.require(isCalendarDate(expiry), '/expiresAfterMonths', 'must lead to a date before the year 10000');
  inspection.finish('The credit was not granted:');
  return expiry;
}

import type { RequestBody } from '@billing-testkit/contracts';
import type { PreviewInput } from '@billing-testkit/engine';
import { Refusal } from '../errors/refusal.ts';
import { priceNames, toContractTerms } from './contract.ts';
import { toReading } from './meter.ts';

type PreviewRequest = RequestBody<'previewStatement'>;

/** The billing group that adjustments are printed with when the request names none. */
const UNNAMED_GROUP = 'bg-preview';

/** The names of a preview's parts in a request. */
export function previewNames({ contract }: PreviewRequest): Record<string, string> {
  return {
    ...priceNames(contract, '/contract', '/contract'),
    '/readings': '/usage',
    volume: 'counterVolume',
    unit: 'counterUnit',
    balance: 'amount',
    expiresOn: 'expireDate',
  };
}

export function toPreviewInput(request: PreviewRequest): PreviewInput {
  const { member = 'kr', billingGroupId = UNNAMED_GROUP, usage = [], credits = [], adjustments = [] } = request;
  const { contract, unpaidAmount = 0, isOverdue = false } = request;
  return {
    member,
    month: monthOf(request),
    billingGroupId,
    readings: usage.map((reading) => ({ ...toReading(reading), projectId: projectOf(reading) })),
    adjustments,
    credits: credits.map(({ amount: balance, expireDate: expiresOn, type, name, campaignId }) => ({
      type,
      balance,
      ...(name !== undefined && { name }),
      ...(campaignId !== undefined && { campaignId }),
      ...(expiresOn !== undefined && { expiresOn }),
    })),
    ...(contract && { contract: { ...toContractTerms(contract), ...currencyOf(contract) } }),
    unpaidAmount,
    isOverdue,
  };
}

function currencyOf({ currency }: { currency?: string }) {
  return currency === undefined ? {} : { currency };
}

/** A preview knows no app keys but those that are projects' names. */
function projectOf({ projectId, appKey }: { projectId?: string; appKey?: string }): string {
  return projectId ?? appKey ?? 'default';
}

function monthOf({ month, targetDate }: PreviewRequest): string {
  const ofDate = targetDate?.slice(0, 'YYYY-MM'.length);
  if (month !== undefined && ofDate !== undefined && month !== ofDate) {
    throw Refusal.ofField('VALIDATION_ERROR', '/targetDate', `must be a date in ${month}`);
  }
  return month ?? ofDate ?? '';
}

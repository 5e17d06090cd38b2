import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Credits granted to accounts, what is left of them, and the ledger of their use. */
export class Credits extends Resource {
  /** Grants a credit of a campaign, to the account or to each of `uuidList`; the campaign's id is any label. */
  grant(
    campaignId: PathOf<'grantCampaignCredit'>['campaignId'],
    body: RequestBody<'grantCampaignCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'grantCampaignCredit'>> {
    return this.call('grantCampaignCredit', { path: { campaignId }, body }, options);
  }

  /** Grants the credit of a coupon, which an account redeems once. */
  redeemCoupon(
    couponCode: PathOf<'redeemCoupon'>['couponCode'],
    options?: CallOptions,
  ): Promise<Answer<'redeemCoupon'>> {
    return this.call('redeemCoupon', { path: { couponCode } }, options);
  }

  /** Cancels a credit: what is left of it is gone, and what it paid for stays paid. */
  cancel(
    creditId: PathOf<'cancelCredit'>['creditId'],
    query?: Query<'cancelCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelCredit'>> {
    return this.call('cancelCredit', { path: { creditId }, query }, options);
  }

  /** Cancels every credit that a campaign granted the account. */
  cancelCampaign(
    campaignId: PathOf<'cancelCampaignCredit'>['campaignId'],
    query?: Query<'cancelCampaignCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelCampaignCredit'>> {
    return this.call('cancelCampaignCredit', { path: { campaignId }, query }, options);
  }

  /** Lists the account's credits in the order they were granted, each page with what all of them come to. */
  list(query: Query<'getCredits'> = {}, options?: CallOptions): List<'getCredits', 'credits'> {
    return this.paged('getCredits', query, { items: (page) => page.credits, id: 'creditId' }, options);
  }

  /** Tells what is left of the account's credits. */
  balance(options?: CallOptions): Promise<Answer<'getCreditBalance'>> {
    return this.call('getCreditBalance', {}, options);
  }

  /** Lists the entries of the account's credit ledger in the order they were made. */
  history(query: Query<'listCreditHistory'> = {}, options?: CallOptions): List<'listCreditHistory', 'creditHistories'> {
    return this.paged('listCreditHistory', query, { items: (page) => page.creditHistories, id: 'entryId' }, options);
  }
}

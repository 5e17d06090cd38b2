import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Credits of accounts, their balances, and the ledger of their use. */
export class Credits extends Resource {
  /** Grants a credit of a campaign to the account, or to each account of `uuidList`. The campaign's id may be any text. */
  grant(
    campaignId: PathOf<'grantCampaignCredit'>['campaignId'],
    body: RequestBody<'grantCampaignCredit'>,
    options?: CallOptions,
  ): Call<Answer<'grantCampaignCredit'>> {
    return this.call('grantCampaignCredit', { path: { campaignId }, body }, options);
  }

  /** Grants the credit of a coupon. An account can redeem a coupon once. */
  redeemCoupon(couponCode: PathOf<'redeemCoupon'>['couponCode'], options?: CallOptions): Call<Answer<'redeemCoupon'>> {
    return this.call('redeemCoupon', { path: { couponCode } }, options);
  }

  /** Cancels a credit. The rest of the credit is gone, and the amounts that it has paid stay paid. */
  cancel(
    creditId: PathOf<'cancelCredit'>['creditId'],
    query?: Query<'cancelCredit'>,
    options?: CallOptions,
  ): Call<Answer<'cancelCredit'>> {
    return this.call('cancelCredit', { path: { creditId }, query }, options);
  }

  /** Cancels every credit that a campaign granted to the account. */
  cancelCampaign(
    campaignId: PathOf<'cancelCampaignCredit'>['campaignId'],
    query?: Query<'cancelCampaignCredit'>,
    options?: CallOptions,
  ): Call<Answer<'cancelCampaignCredit'>> {
    return this.call('cancelCampaignCredit', { path: { campaignId }, query }, options);
  }

  /** Lists the account's credits in the order in which they were granted. Each page also has the sums over all credits. */
  list(query: Query<'getCredits'> = {}, options?: CallOptions): List<'getCredits', 'credits'> {
    return this.paged('getCredits', query, { items: (page) => page.credits, id: 'creditId' }, options);
  }

  /** Tells the balance of the account's credits. */
  balance(options?: CallOptions): Call<Answer<'getCreditBalance'>> {
    return this.call('getCreditBalance', {}, options);
  }

  /** Lists the entries of the account's credit ledger in the order in which they were made. */
  history(query: Query<'listCreditHistory'> = {}, options?: CallOptions): List<'listCreditHistory', 'creditHistories'> {
    return this.paged('listCreditHistory', query, { items: (page) => page.creditHistories, id: 'entryId' }, options);
  }
}

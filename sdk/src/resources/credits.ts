import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { type List, Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';

/** Credits granted to accounts, what is left of them, and the ledger of their use. */
export class Credits {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Grants a credit of a campaign, to the account or to each of `uuidList`; the campaign's id is any label. */
  grant(
    campaignId: PathOf<'grantCampaignCredit'>['campaignId'],
    body: RequestBody<'grantCampaignCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'grantCampaignCredit'>> {
    return this.#transport.call('grantCampaignCredit', { path: { campaignId }, body }, options);
  }

  /** Grants the credit of a coupon, which an account redeems once. */
  redeemCoupon(
    couponCode: PathOf<'redeemCoupon'>['couponCode'],
    options?: CallOptions,
  ): Promise<Answer<'redeemCoupon'>> {
    return this.#transport.call('redeemCoupon', { path: { couponCode } }, options);
  }

  /** Cancels a credit: what is left of it is gone, and what it paid for stays paid. */
  cancel(
    creditId: PathOf<'cancelCredit'>['creditId'],
    query?: Query<'cancelCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelCredit'>> {
    return this.#transport.call('cancelCredit', { path: { creditId }, query }, options);
  }

  /** Cancels every credit that a campaign granted the account. */
  cancelCampaign(
    campaignId: PathOf<'cancelCampaignCredit'>['campaignId'],
    query?: Query<'cancelCampaignCredit'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelCampaignCredit'>> {
    return this.#transport.call('cancelCampaignCredit', { path: { campaignId }, query }, options);
  }

  /** Lists the account's credits in the order they were granted, each page with what all of them come to. */
  list(query: Query<'getCredits'> = {}, options?: CallOptions): List<'getCredits', 'credits'> {
    return new Paged(query, {
      operationId: 'getCredits',
      ask: (page) => this.#transport.call('getCredits', { query: page }, options),
      itemsOf: ({ credits }) => credits,
      idOf: ({ creditId }) => creditId,
    });
  }

  /** Tells what is left of the account's credits. */
  balance(options?: CallOptions): Promise<Answer<'getCreditBalance'>> {
    return this.#transport.call('getCreditBalance', {}, options);
  }

  /** Lists the entries of the account's credit ledger in the order they were made. */
  history(query: Query<'listCreditHistory'> = {}, options?: CallOptions): List<'listCreditHistory', 'creditHistories'> {
    return new Paged(query, {
      operationId: 'listCreditHistory',
      ask: (page) => this.#transport.call('listCreditHistory', { query: page }, options),
      itemsOf: ({ creditHistories }) => creditHistories,
      idOf: ({ entryId }) => entryId,
    });
  }
}

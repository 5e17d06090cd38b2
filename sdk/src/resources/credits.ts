import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
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

  /** Tells what is left of the account's credits. */
  balance(options?: CallOptions): Promise<Answer<'getCreditBalance'>> {
    return this.#transport.call('getCreditBalance', {}, options);
  }

  /** Lists a page of the entries of the account's credit ledger. */
  history(query?: Query<'listCreditHistory'>, options?: CallOptions): Promise<Answer<'listCreditHistory'>> {
    return this.#transport.call('listCreditHistory', { query }, options);
  }
}

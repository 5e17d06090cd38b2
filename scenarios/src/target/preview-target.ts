import type { Policy } from '@billing-testkit/engine';
import { type BillingClient, isBillingApiError } from '@billing-testkit/sdk';
import type { Outcome } from '../bill/bill.ts';
import { readBill } from '../bill/read-bill.ts';
import type { BillingCase } from '../life/billing-case.ts';
import { previewOf } from '../life/preview.ts';
import { isRefusal } from './api-refusal.ts';
import type { LifeContext, Target } from './target.ts';
import { toWirePrices } from './wire-prices.ts';

/** A system that speaks the billing API, asked for one preview a case: nothing is stored. */
export class PreviewTarget implements Target {
  readonly name: string;
  readonly #client: BillingClient;
  readonly #policy: Policy;

  constructor(name: string, client: BillingClient, policy: Policy) {
    this.name = name;
    this.#client = client;
    this.#policy = policy;
  }

  async bill(billingCase: BillingCase, { signal }: LifeContext): Promise<Outcome> {
    const {
      readings = [],
      adjustments = [],
      credits = [],
      contract,
      ...preview
    } = previewOf(billingCase, {
      policy: this.#policy,
    });
    const body = {
      ...preview,
      usage: readings.map(({ unit, volume, ...reading }) => ({ ...reading, counterUnit: unit, counterVolume: volume })),
      credits: credits.map(({ balance, expiresOn, ...credit }) => ({
        ...credit,
        amount: balance,
        ...(expiresOn !== undefined && { expireDate: expiresOn }),
      })),
      adjustments: [...adjustments],
      ...(contract && { contract: { ...contract, prices: toWirePrices(contract.prices ?? []) } }),
    };
    try {
      const { statement } = await this.#client.calculations.preview(body, { signal });
      return { refusals: [], bill: readBill(statement) };
    } catch (error) {
      if (!isBillingApiError(error) || !isRefusal(error)) throw error;
      return { refusals: [{ step: 'preview', code: error.code }], bill: undefined };
    }
  }
}

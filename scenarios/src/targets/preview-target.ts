import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { isBillingApiError } from '@billing-testkit/sdk';
import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { previewOf } from '../cases/preview.ts';
import { readBill } from '../cases/read-bill.ts';
import {
  type ApiClients,
  type ApiConnection,
  checkApi,
  clientsFor,
  isRefusal,
  retryOnFreshAccount,
  targetName,
} from './api-connection.ts';
import type { CaseContext, Target } from './target.ts';
import { type PreviewBody, toPreviewBody } from './wire-bodies.ts';

export interface PreviewTargetOptions extends ApiConnection {
  /** The policy by which cases become previews: it tells when months begin, for example. The standard policy when absent. */
  readonly policy?: Policy | undefined;
}

/** A system that speaks the billing API, asked for one preview a case: nothing is stored. */
export class PreviewTarget implements Target {
  readonly name: string;
  /** Nothing is stored, so it makes no difference who asks. */
  readonly allowsCopies = true;
  readonly #options: PreviewTargetOptions;
  readonly #clients: ApiClients;

  /** Throws a `TypeError` or `RangeError` for options that no client can work with. */
  constructor(options: PreviewTargetOptions) {
    this.name = targetName(options);
    this.#options = options;
    this.#clients = clientsFor(options);
  }

  async check(signal: AbortSignal): Promise<void> {
    await checkApi(this.name, () => this.#preview({ month: '2025-01', usage: [] }, signal));
  }

  async bill(billingCase: BillingCase, context: CaseContext): Promise<Outcome> {
    const { policy = standardPolicy } = this.#options;
    const body = toPreviewBody(previewOf(billingCase, { policy }));
    return retryOnFreshAccount(context, ({ signal }) => this.#ask(body, signal));
  }

  async #ask(body: PreviewBody, signal: AbortSignal): Promise<Outcome> {
    try {
      const { statement } = await this.#preview(body, signal);
      return { refusals: [], bill: readBill(statement) };
    } catch (error) {
      if (!isBillingApiError(error) || !isRefusal(error)) throw error;
      return { refusals: [{ step: 'preview', code: error.code }], bill: undefined };
    }
  }

  #preview(body: PreviewBody, signal: AbortSignal) {
    const { headers } = this.#options;
    return this.#clients.withoutRetries.calculations.preview(body, { headers, signal });
  }
}

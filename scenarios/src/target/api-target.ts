import { BillingApiError, type BillingClient, isBillingApiError } from '@billing-testkit/sdk';
import type { Outcome, StepRefusal } from '../bill/bill.ts';
import { readBill } from '../bill/read-bill.ts';
import type { BillingCase } from '../life/billing-case.ts';
import { nameOf, stepsOf } from '../life/life-step.ts';
import { isRefusal } from './api-refusal.ts';
import { type ApiLife, takeStep } from './api-steps.ts';
import type { LifeContext, Target } from './target.ts';

/** A system that speaks the billing API, each case lived whole on an account of its own. */
export class ApiTarget implements Target {
  readonly name: string;
  readonly #client: BillingClient;

  constructor(name: string, client: BillingClient) {
    this.name = name;
    this.#client = client;
  }

  async bill(billingCase: BillingCase, { uuid, signal }: LifeContext): Promise<Outcome> {
    const { member, month } = billingCase;
    const client = this.#client.as(uuid);
    await client.accounts.create({ uuid, member, billingGroupId: `bg-${uuid}` }, { signal });
    const life: ApiLife = { client, uuid, signal };
    const refusals: StepRefusal[] = [];
    for (const step of stepsOf(billingCase)) {
      const code = await refusalIn(() => takeStep(step, life));
      if (code !== undefined) refusals.push({ step: nameOf(step), code });
    }
    const { statements } = await client.statements.get(month, { signal });
    const [statement] = statements;
    await this.#forget(uuid, signal);
    return { refusals, bill: statement && readBill(statement) };
  }

  /** The bill has been read: a system that can't delete accounts is no worse for it. */
  async #forget(uuid: string, signal: AbortSignal): Promise<void> {
    await this.#client.accounts.delete(uuid, { signal }).catch((error: unknown) => {
      if (!(error instanceof BillingApiError) || error.status === undefined) throw error;
    });
  }
}

async function refusalIn(live: () => Promise<void>): Promise<string | undefined> {
  try {
    await live();
    return undefined;
  } catch (error) {
    if (isBillingApiError(error) && isRefusal(error)) return error.code;
    throw error;
  }
}

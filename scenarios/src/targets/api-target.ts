import { type BillingClient, type CallOptions, isBillingApiError } from '@billing-testkit/sdk';
import type { Outcome, StepRefusal } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { type CaseStep, stepName, stepsOf } from '../cases/case-steps.ts';
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
import { callsOf, monthOfPaymentGroup, type Placeholder, withPlaceholders } from './step-calls.ts';
import type { CaseContext, Target } from './target.ts';

/** The time for deleting an account. It is deleted even after a failure or an abort, so the time is short. */
const DELETE_WITHIN_MS = 3_000;

export interface ApiTargetOptions extends ApiConnection {
  /** Whether accounts stay, to be looked at. They are deleted once their bill is read when absent. */
  readonly keepsAccounts?: boolean | undefined;
}

/** A system that speaks the billing API. The steps of each case are taken on an account of its own. */
export class ApiTarget implements Target {
  readonly name: string;
  /** Every case has an account of its own at the system, so it makes no difference who asks. */
  readonly allowsCopies = true;
  readonly #options: ApiTargetOptions;
  readonly #clients: ApiClients;

  /** Throws a `TypeError` or `RangeError` for options that no client can work with. */
  constructor(options: ApiTargetOptions) {
    this.name = targetName(options);
    this.#options = options;
    this.#clients = clientsFor(options);
  }

  async check(signal: AbortSignal): Promise<void> {
    const { headers } = this.#options;
    await checkApi(this.name, () =>
      this.#clients.withoutRetries.accounts.get('billing-matrix-check', { signal, headers }),
    );
  }

  async bill(billingCase: BillingCase, context: CaseContext): Promise<Outcome> {
    return retryOnFreshAccount(context, ({ uuid, signal }) =>
      this.#billOnAccount(billingCase, this.#contextOf(uuid, signal)),
    );
  }

  async #billOnAccount(billingCase: BillingCase, context: StepContext): Promise<Outcome> {
    const { member, month } = billingCase;
    const { client, uuid, call } = context;
    let isOurs = true;
    try {
      await client.accounts.create({ uuid, member, billingGroupId: `bg-${uuid}` }, call).catch((error: unknown) => {
        // Without an answer the account may exist all the same.
        isOurs = !(isBillingApiError(error) && isRefusal(error));
        throw error;
      });
      const refusals: StepRefusal[] = [];
      for (const step of stepsOf(billingCase)) refusals.push(...(await refusalOf(step, context)));
      const { statements } = await client.statements.get(month, call);
      const [statement, another] = statements;
      return {
        refusals,
        bill: statement && readBill(statement),
        ...(another && { statements: statements.length }),
      };
    } finally {
      if (isOurs && !this.#options.keepsAccounts) await this.#delete(uuid);
    }
  }

  #contextOf(uuid: string, signal: AbortSignal): StepContext {
    const { headers } = this.#options;
    return { client: this.#clients.withoutRetries, uuid, call: { uuid, signal, headers } };
  }

  /** Deletes an account. A failure is ignored: the outcome is known, and a system that can't delete accounts is no worse. */
  async #delete(uuid: string): Promise<void> {
    const { headers } = this.#options;
    const call = { headers, signal: AbortSignal.timeout(DELETE_WITHIN_MS) };
    await this.#clients.withRetries.accounts.delete(uuid, call).catch(() => undefined);
  }
}

async function refusalOf(step: CaseStep, context: StepContext): Promise<StepRefusal[]> {
  try {
    await takeStep(step, context);
    return [];
  } catch (error) {
    if (isBillingApiError(error) && isRefusal(error)) return [{ step: stepName(step), code: error.code }];
    throw error;
  }
}

/** The account that steps are taken on, at a system that speaks the billing API. */
interface StepContext {
  readonly client: BillingClient;
  readonly uuid: string;
  /** The options of every call; they name the account. */
  readonly call: CallOptions;
}

/** Makes the calls of a step. Throws the client's error when the system refuses one. */
async function takeStep(step: CaseStep, context: StepContext): Promise<void> {
  const { client, uuid, call } = context;
  const values: Record<Placeholder['value'], unknown> = {
    uuid,
    billingGroupId: `bg-${uuid}`,
    contractId: undefined,
    paymentGroupId: undefined,
  };
  for (const stepCall of callsOf(step)) {
    const month = monthOfPaymentGroup(stepCall);
    if (month !== undefined) values.paymentGroupId = await paymentGroupOf(month, context);
    const args = stepCall.args.map((arg) => withPlaceholders(arg, ({ value }) => values[value]));
    const answer = await invoke(client, stepCall.method, [...args, call]);
    if (stepCall.answers) values[stepCall.answers] = fieldOf(answer, stepCall.answers);
  }
}

/** Calls a method of the client by its path. The table of calls has checked the types of the arguments. */
function invoke(client: BillingClient, method: string, args: readonly unknown[]): unknown {
  const path = method.split('.');
  const name = path.pop() ?? '';
  const resource = path.reduce<unknown>(fieldOf, client);
  return Reflect.apply(Object(fieldOf(resource, name)), resource, args);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

async function paymentGroupOf(month: string, { client, uuid, call }: StepContext): Promise<string> {
  const { paymentGroupId = `pg-${uuid}-${month}` } = await client.statements.get(month, call);
  return paymentGroupId;
}

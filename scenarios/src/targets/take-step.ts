import type { BillingClient, CallOptions } from '@billing-testkit/sdk';
import type { CaseStep } from '../cases/case-steps.ts';
import { callsOf, type Placeholder, type StepCall, withPlaceholders } from './step-calls.ts';

/** The account that steps are taken on, at a system that speaks the billing API. */
export interface StepContext {
  readonly client: BillingClient;
  readonly uuid: string;
  /** The options of every call; they name the account. */
  readonly call: CallOptions;
}

/** Makes the calls of a step. Throws what the client throws when the system refuses one. */
export async function takeStep(step: CaseStep, context: StepContext): Promise<void> {
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

/** The month of the payment group that a call needs; nothing for a call that needs none. */
export function monthOfPaymentGroup({ args }: StepCall): string | undefined {
  let found: string | undefined;
  withPlaceholders(args, ({ value, month }) => {
    if (value === 'paymentGroupId') found = month;
  });
  return found;
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

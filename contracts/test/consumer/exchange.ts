import { BillingApiError, BillingClient } from '@billing-testkit/sdk';
import { MatchersV3, type PactV4 } from '@pact-foundation/pact';
import { type Interaction, uuid } from './interaction.ts';
import { answerBody, bodyWithIds, withIds } from './matched.ts';

/** The outcome of a call of the SDK: the fields that it answered, or the error that it threw. */
export type Outcome = { readonly fields: unknown } | { readonly error: unknown };

/**
 * Adds an interaction to a pact, and lets the SDK make its call to a server of Pact, which refuses any other request. Answers the
 * outcome of the call. Throws when the SDK sent another request, or none.
 */
export async function exchange(pact: PactV4, interaction: Interaction): Promise<Outcome> {
  const { description, state, request, answer } = interaction;
  const [method = '', path = ''] = request.line.split(' ');
  const begun = pact.addInteraction();
  if (state) begun.given(state.state, JSON.parse(JSON.stringify(state.params ?? {})));
  const outcome = await begun
    .uponReceiving(description)
    .withRequest(method, withIds(path), (builder) => {
      builder.headers(headersOf(interaction, method)).query(queryOf(interaction));
      if (request.body) builder.jsonBody(bodyWithIds(request.body));
    })
    .willRespondWith(answer.status, (builder) => {
      if ('retryAfter' in answer) builder.headers({ 'Retry-After': MatchersV3.string(answer.retryAfter) });
      builder.jsonBody(answerBody(answer));
    })
    .executeTest(({ url }) => outcomeOf(interaction, url));
  if (!outcome) throw new Error(`The call of "${description}" did not take place.`);
  return outcome;
}

/** The outcome that the interaction promises to the users of the SDK. */
export function promisedOutcome({ answer }: Interaction): Outcome {
  if (!('code' in answer)) return { fields: answer.fields };
  const { status, code, namesFields = false, retryAfter } = answer;
  const details = namesFields ? [{ path: '/month', message: 'must be a month' }] : [];
  const retryAfterMs = retryAfter === undefined ? undefined : Number(retryAfter) * 1_000;
  return { error: { status, code, details, retryAfterMs } };
}

async function outcomeOf({ call, isAnonymous = false }: Interaction, baseUrl: string): Promise<Outcome> {
  const client = new BillingClient({ baseUrl, retries: 0, ...(!isAnonymous && { uuid }) });
  try {
    return { fields: await call(client) };
  } catch (error) {
    if (!(error instanceof BillingApiError)) throw error;
    const { status, code, details, retryAfterMs } = error;
    return { error: { status, code, details, retryAfterMs } };
  }
}

/** The SDK names the account, and a key under which a POST has its effect once. A verifier sends the key of the example. */
function headersOf({ description, isAnonymous }: Interaction, method: string) {
  if (isAnonymous) return {};
  const key = MatchersV3.string(`billing-sdk: ${description}`);
  return { uuid: withIds('{uuid}'), ...(method === 'POST' && { 'Idempotency-Key': key }) };
}

function queryOf({ request }: Interaction) {
  const values = Object.entries(request.query ?? {});
  return Object.fromEntries(
    values.map(([name, value]) => [name, typeof value === 'string' ? withIds(value) : value.map(withIds)]),
  );
}

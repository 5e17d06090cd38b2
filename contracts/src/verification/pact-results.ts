import { type Json, listOf, objectOf, textOf } from '../documents/json-value.ts';
import type { InteractionResult, Mismatch, Outcome } from './verification.ts';

/** Why states could not be set up, by their names. */
export type StateFailures = ReadonlyMap<string, string>;

/** Reads the results of Pact's verifier, a JSON text. Any other text of it says why it did not verify. */
export function readResults(text: string, stateFailures: StateFailures): Outcome {
  const results = parsed(text);
  if (!results) return { failure: `Pact failed: ${text}`, isSetUp: true };
  return {
    results: listOf(results.interactionResults).map((result) => readResult(objectOf(result), stateFailures)),
    notices: listOf(results.notices).flatMap((notice) => textOf(objectOf(notice).text) ?? []),
  };
}

function parsed(text: string): Json | undefined {
  try {
    const value = objectOf(JSON.parse(text));
    return 'interactionResults' in value ? value : undefined;
  } catch {
    return undefined;
  }
}

function readResult(result: Json, stateFailures: StateFailures): InteractionResult {
  const states = listOf(result.providerStates).flatMap((state) => textOf(state) ?? []);
  return {
    consumer: textOf(result.consumer) ?? '',
    description: textOf(result.description) ?? '',
    states,
    holds: result.result === 'OK',
    isPending: result.pending === true,
    mismatches: readMismatches(objectOf(result.mismatch), states, stateFailures),
  };
}

function readMismatches(mismatch: Json, states: readonly string[], stateFailures: StateFailures): Mismatch[] {
  if (mismatch.type === 'mismatches') return listOf(mismatch.mismatches).map((one) => readMismatch(objectOf(one)));
  const message = textOf(mismatch.message);
  if (message === undefined) return [];
  if (!message.includes('state change')) return [{ place: 'request', message }];
  const reasons = states.flatMap((state) => {
    const reason = stateFailures.get(state);
    return reason === undefined ? [] : { place: `state "${state}"`, message: reason };
  });
  return reasons.length > 0 ? reasons : [{ place: 'state', message }];
}

/** The place in the answer by the kind of mismatch. Pact says what was expected there in its message, or by two values. */
const places: Readonly<Record<string, (mismatch: Json) => string>> = {
  StatusMismatch: () => 'status',
  HeaderMismatch: ({ key }) => `header ${String(key)}`,
  BodyTypeMismatch: () => 'header Content-Type',
  BodyMismatch: ({ path }) => `body ${path === '/' ? '$' : (textOf(path) ?? '$')}`,
};

/** Pact tells the size of a body that is missing, which says little. */
const MISSING_BODY = /^Expected body Present\(\d+ bytes, (.*)\) but was empty$/u;

function readMismatch(mismatch: Json): Mismatch {
  const { type, expected, actual } = mismatch;
  const place = places[String(type)]?.(mismatch) ?? String(type);
  const compared = `expected ${JSON.stringify(expected)}, and it is ${JSON.stringify(actual)}`;
  return {
    place,
    message: (textOf(mismatch.mismatch) ?? compared).replace(MISSING_BODY, 'Expected $1 but there is no body'),
  };
}

import { type Json, listOf, objectOf, textOf } from '../documents/json-value.ts';
import type { InteractionResult, Mismatch, Outcome } from './verification.ts';

/** The reasons why states could not be set up, by the names of the states. */
export type StateFailures = ReadonlyMap<string, string>;

/** Reads the results of Pact's verifier, a JSON text. Any other text is the reason why it did not verify. */
export function readResults(text: string, stateFailures: StateFailures): Outcome {
  const document = parsed(text);
  if (!document) return { failure: `Pact failed: ${text}`, isUsage: false };
  const results = listOf(document.interactionResults).map((result) => readResult(objectOf(result), stateFailures));
  const notLoaded = listOf(document.errors).map(objectOf).filter(isAboutLoading).map(messageOf);
  const [failure] = notLoaded.filter((message) => !NOTHING_FOUND.test(message));
  if (failure !== undefined && results.length === 0) return { failure, isUsage: true };
  return {
    results: failure === undefined ? results : [...results, unread(failure)],
    notices: listOf(document.notices).flatMap((notice) => textOf(objectOf(notice).text) ?? []),
  };
}

/** A broker that has nothing is no failure of the broker. A reason would follow. */
const NOTHING_FOUND = /^No pacts found for provider '[^']*'[^':]*'[^']*'$/u;

function isAboutLoading({ interaction }: Json): boolean {
  return interaction === 'Failed to load pact';
}

function messageOf({ mismatch }: Json): string {
  return textOf(objectOf(mismatch).message) ?? 'A pact was not loaded.';
}

/** A pact that could not be read counts like an interaction that does not hold. */
function unread(message: string): InteractionResult {
  const mismatches = [{ place: 'pact', message }];
  return { consumer: 'a pact', description: 'is not read', states: [], holds: false, isPending: false, mismatches };
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

/** The place in the answer by the kind of mismatch. Pact tells the expected value in its message, or by two values. */
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
  const compared = `expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}`;
  return {
    place,
    message: (textOf(mismatch.mismatch) ?? compared).replace(MISSING_BODY, 'Expected $1 but there is no body'),
  };
}

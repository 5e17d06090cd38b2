import type { LoadRequest } from '../requests/load-request.ts';

/**
 * The outcome of a request: `succeeded` is an answer 2xx, `limited` an answer 429, `refused` any other answer. `unanswered` is a
 * time-out or a broken connection. `cut` is a request that was still open when the load ended, which is no failure.
 */
export type Outcome =
  | { readonly kind: 'succeeded' | 'limited' | 'refused'; readonly status: number }
  | { readonly kind: 'unanswered'; readonly reason: string }
  | { readonly kind: 'cut' };

export function outcomeOfStatus(status: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'succeeded', status };
  return { kind: status === 429 ? 'limited' : 'refused', status };
}

/** The name by which a failed request is counted: its status, or the reason why there is no answer; nothing when it did not fail. */
export function failureOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'refused') return String(outcome.status);
  return outcome.kind === 'unanswered' ? outcome.reason : undefined;
}

/** Whether nobody knows if the request was carried out: the answer is missing or is that of a failing server. */
export function isInDoubt(outcome: Outcome): boolean {
  return (
    outcome.kind === 'unanswered' || outcome.kind === 'cut' || (outcome.kind === 'refused' && outcome.status >= 500)
  );
}

/** A request whose end is known. */
export interface EndedRequest {
  readonly request: LoadRequest;
  readonly outcome: Outcome;
  /** The time until the answer was complete, in milliseconds. */
  readonly latencyMs: number;
  /** The time since the load began, in milliseconds. */
  readonly atMs: number;
}

/** Called with each request when it has ended. */
export type OnEnd = (ended: EndedRequest) => void;

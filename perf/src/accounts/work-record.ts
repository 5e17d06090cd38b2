import { isInDoubt, type Outcome } from '../load/outcome.ts';
import type { Effect, LoadRequest } from '../requests/load-request.ts';

/** More requests in doubt than this can't be settled in a sensible time. */
const MOST_IN_DOUBT = 5_000;

/** The work that was carried out on an account, as far as the answers told it. */
export interface AccountWork {
  /** The requests with readings, and how many each had. */
  readonly readings: { readonly request: number; readonly count: number }[];
  credits: number;
  payments: number;
  /** The requests of which nobody knows whether they were carried out. */
  readonly inDoubt: LoadRequest[];
}

/** The effects of all requests of a workload by account. Readings are kept by the number of their request alone. */
export class WorkRecord {
  readonly accounts: readonly AccountWork[];
  #inDoubt = 0;

  constructor(accounts: number) {
    this.accounts = Array.from({ length: accounts }, () => ({ readings: [], credits: 0, payments: 0, inDoubt: [] }));
  }

  /** Whether so many requests are in doubt that not all of them were kept. */
  get isIncomplete(): boolean {
    return this.#inDoubt > MOST_IN_DOUBT;
  }

  note(request: LoadRequest, outcome: Outcome): void {
    if (request.effect === undefined) return;
    if (outcome.kind === 'succeeded') this.add(request.account, request.effect);
    if (!isInDoubt(outcome)) return;
    this.#inDoubt += 1;
    if (!this.isIncomplete) this.accounts[request.account]?.inDoubt.push(request);
  }

  add(account: number, effect: Effect): void {
    const work = this.accounts[account];
    if (!work) return;
    if (effect.kind === 'readings') work.readings.push({ request: effect.request, count: effect.count });
    if (effect.kind === 'credit') work.credits += 1;
    if (effect.kind === 'payment') work.payments += 1;
  }
}

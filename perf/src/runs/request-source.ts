import type { WorkRecord } from '../accounts/work-record.ts';
import type { EndedRequest } from '../load/outcome.ts';
import { type LoadRequest, type RequestKind, requestOfKind } from '../requests/load-request.ts';
import type { Workload } from '../requests/workloads.ts';

/** The requests of a workload, one after another, each with a number of its own. */
export class RequestSource {
  readonly #workload: Workload;
  readonly #seed: number;
  readonly #record: WorkRecord;
  #next: number;

  /** The numbers below the number of accounts are taken by the readings that accounts begin with. */
  constructor(workload: Workload, seed: number, record: WorkRecord) {
    this.#workload = workload;
    this.#seed = seed;
    this.#record = record;
    this.#next = record.accounts.length;
  }

  next(): LoadRequest {
    return this.ofKind(this.#workload.kindAt(this.#seed, this.#next));
  }

  ofKind(kind: RequestKind): LoadRequest {
    const request = this.#next;
    this.#next += 1;
    return requestOfKind[kind]({ seed: this.#seed, request, account: request % this.#record.accounts.length });
  }

  /** Notes the effect of a request on its account. */
  note({ request, outcome }: EndedRequest): void {
    this.#record.note(request, outcome);
  }
}

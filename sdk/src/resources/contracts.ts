import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { Transport } from '../transport/transport.ts';

/** Contracts with prices, discount, base fee and minimum charge, and their assignment to billing groups. */
export class Contracts {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Creates a contract of the account; it bills nothing until it is assigned. */
  create(body: RequestBody<'createContract'>, options?: CallOptions): Promise<Answer<'createContract'>> {
    return this.#transport.call('createContract', { body }, options);
  }

  /** Reads a contract. */
  get(contractId: PathOf<'getContract'>['contractId'], options?: CallOptions): Promise<Answer<'getContract'>> {
    return this.#transport.call('getContract', { path: { contractId } }, options);
  }

  /** Reads a contract by the path that operators use. */
  getAsAdmin(
    contractId: PathOf<'getContractAdmin'>['contractId'],
    options?: CallOptions,
  ): Promise<Answer<'getContractAdmin'>> {
    return this.#transport.call('getContractAdmin', { path: { contractId } }, options);
  }

  /** Puts a contract in force for a billing group, from a month on. */
  assign(
    billingGroupId: PathOf<'assignContract'>['billingGroupId'],
    body: RequestBody<'assignContract'>,
    options?: CallOptions,
  ): Promise<Answer<'assignContract'>> {
    return this.#transport.call('assignContract', { path: { billingGroupId }, body }, options);
  }
}

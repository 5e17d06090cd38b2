import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Contracts, which have prices, a discount, a base fee and a minimum charge, and their assignments to billing groups. */
export class Contracts extends Resource {
  /** Creates a contract of the account. The contract changes no bill until it is assigned. */
  create(body: RequestBody<'createContract'>, options?: CallOptions): Call<Answer<'createContract'>> {
    return this.call('createContract', { body }, options);
  }

  /** Lists the account's contracts in the order of creation, whether they are assigned or not. */
  list(query: Query<'listContracts'> = {}, options?: CallOptions): List<'listContracts', 'contracts'> {
    return this.paged('listContracts', query, { items: (page) => page.contracts, id: 'contractId' }, options);
  }

  /** Reads a contract. */
  get(contractId: PathOf<'getContract'>['contractId'], options?: CallOptions): Call<Answer<'getContract'>> {
    return this.call('getContract', { path: { contractId } }, options);
  }

  /** Reads a contract by the path for operators. */
  getAsAdmin(
    contractId: PathOf<'getContractAdmin'>['contractId'],
    options?: CallOptions,
  ): Call<Answer<'getContractAdmin'>> {
    return this.call('getContractAdmin', { path: { contractId } }, options);
  }

  /** Tells the prices of counters under a contract and without it. */
  prices(
    contractId: PathOf<'getContractPrices'>['contractId'],
    query: Query<'getContractPrices'>,
    options?: CallOptions,
  ): Call<Answer<'getContractPrices'>> {
    return this.call('getContractPrices', { path: { contractId }, query }, options);
  }

  /** Deletes a contract and its assignments. */
  delete(contractId: PathOf<'deleteContract'>['contractId'], options?: CallOptions): Call<void> {
    return this.callForNothing('deleteContract', { path: { contractId } }, options);
  }

  /** Puts a contract in force for a billing group, from a month on. */
  assign(
    billingGroupId: PathOf<'assignContract'>['billingGroupId'],
    body: RequestBody<'assignContract'>,
    options?: CallOptions,
  ): Call<Answer<'assignContract'>> {
    return this.call('assignContract', { path: { billingGroupId }, body }, options);
  }

  /** Ends all assignments of a billing group. The contracts stay. */
  unassign(
    billingGroupId: PathOf<'unassignContracts'>['billingGroupId'],
    options?: CallOptions,
  ): Call<Answer<'unassignContracts'>> {
    return this.call('unassignContracts', { path: { billingGroupId } }, options);
  }
}

import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Contracts with prices, discount, base fee and minimum charge, and their assignment to billing groups. */
export class Contracts extends Resource {
  /** Creates a contract of the account; it bills nothing until it is assigned. */
  create(body: RequestBody<'createContract'>, options?: CallOptions): Promise<Answer<'createContract'>> {
    return this.call('createContract', { body }, options);
  }

  /** Lists the account's contracts in the order they were created, assigned or not. */
  list(query: Query<'listContracts'> = {}, options?: CallOptions): List<'listContracts', 'contracts'> {
    return this.paged('listContracts', query, { items: (page) => page.contracts, id: 'contractId' }, options);
  }

  /** Reads a contract. */
  get(contractId: PathOf<'getContract'>['contractId'], options?: CallOptions): Promise<Answer<'getContract'>> {
    return this.call('getContract', { path: { contractId } }, options);
  }

  /** Reads a contract by the path that operators use. */
  getAsAdmin(
    contractId: PathOf<'getContractAdmin'>['contractId'],
    options?: CallOptions,
  ): Promise<Answer<'getContractAdmin'>> {
    return this.call('getContractAdmin', { path: { contractId } }, options);
  }

  /** Tells what counters cost under a contract, and without it. */
  prices(
    contractId: PathOf<'getContractPrices'>['contractId'],
    query: Query<'getContractPrices'>,
    options?: CallOptions,
  ): Promise<Answer<'getContractPrices'>> {
    return this.call('getContractPrices', { path: { contractId }, query }, options);
  }

  /** Deletes a contract and its assignments. */
  async delete(contractId: PathOf<'deleteContract'>['contractId'], options?: CallOptions): Promise<void> {
    await this.call('deleteContract', { path: { contractId } }, options);
  }

  /** Puts a contract in force for a billing group, from a month on. */
  assign(
    billingGroupId: PathOf<'assignContract'>['billingGroupId'],
    body: RequestBody<'assignContract'>,
    options?: CallOptions,
  ): Promise<Answer<'assignContract'>> {
    return this.call('assignContract', { path: { billingGroupId }, body }, options);
  }

  /** Ends all assignments of a billing group; the contracts stay. */
  unassign(
    billingGroupId: PathOf<'unassignContracts'>['billingGroupId'],
    options?: CallOptions,
  ): Promise<Answer<'unassignContracts'>> {
    return this.call('unassignContracts', { path: { billingGroupId } }, options);
  }
}

import { listPrice } from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
import { Refusal } from '../errors/refusal.ts';
import type { NamedId } from '../store/ids-of.ts';
import { DEFAULT_UUID, type Store } from '../store/store.ts';
import { priceNames, toContractTerms, toWireContract, toWirePricing } from '../wire/contract.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { firstIndex, pageOf } from './page.ts';

type ContractHandlers = Pick<
  Handlers,
  | 'listContracts'
  | 'createContract'
  | 'getContract'
  | 'getContractAdmin'
  | 'deleteContract'
  | 'getContractPrices'
  | 'assignContract'
  | 'unassignContracts'
>;

/** Prices of no counter; the document asks for one counter at least. */
const NO_PRICE = { price: '0', originalPrice: '0' };

/** The terms of a contract that nobody created. */
const INVENTED_TERMS = { discountRate: '30' };

export const contractHandlers: ContractHandlers = {
  listContracts({ uuid, query }, { store }) {
    const contracts = [...store.read(uuid).contracts.values()];
    const order = store.orderOf(uuid).contracts;
    const page = pageOf(contracts, query, (id) => {
      const position = order.positionOf(id);
      if (position === undefined) return undefined;
      return firstIndex(contracts, ({ contractId }) => (order.positionOf(contractId) ?? 0) > position);
    });
    return { contracts: page.map(toWireContract), totalItems: contracts.length };
  },

  createContract({ uuid, body: { name, currency, ...terms } }, { store }) {
    const path = wirePath({ ...priceNames(terms, '/terms', ''), '/terms': '' });
    const { contract } = inRequestWords(path, () =>
      store.update(uuid, {
        type: 'createContract',
        name,
        ...(currency !== undefined && { currency }),
        terms: toContractTerms(terms),
      }),
    );
    return { contractId: contract.contractId, contract: toWireContract(contract) };
  },

  getContract: ({ path, ...request }, { store }) => ({
    contract: toWireContract(found(store, path, request).contract),
  }),

  getContractAdmin: ({ path, ...request }, { store }) => ({
    contract: toWireContract(found(store, path, request).contract),
  }),

  deleteContract({ path, ...request }, { store }) {
    const { ownerUuid, contract } = found(store, path, request);
    store.update(ownerUuid, { type: 'deleteContract', contractId: contract.contractId });
    return {};
  },

  getContractPrices({ path, query: { counterNames }, ...request }, { store }) {
    const { ownerUuid, contract } = found(store, path, request);
    const { member } = store.read(ownerUuid);
    const items = counterNames.map((counterName) => {
      const { pricing, ...prices } = listPrice(counterName, contract, member, store.circumstancesOf(ownerUuid));
      return { counterName, ...prices, pricing: toWirePricing(pricing) };
    });
    const [{ price, originalPrice } = NO_PRICE] = items;
    return { prices: { price, originalPrice }, items };
  },

  assignContract({ namedUuid, path: { billingGroupId }, body }, { store, isStrict }) {
    const { contractId, monthFrom, monthTo, name = contractId } = body;
    const ids: NamedId[] = [
      ['billingGroup', billingGroupId],
      ['contract', contractId],
    ];
    const ownerUuid = namedUuid ?? store.holderUuid(ids) ?? DEFAULT_UUID;
    for (const id of ids)
      if (store.isForeign(ownerUuid, id)) throw Refusal.notFound(`${id[1]} in the account ${ownerUuid}`);
    const months = { monthFrom, ...(monthTo !== undefined && { monthTo }) };
    const otherwise = isStrict ? {} : { otherwise: { name, terms: INVENTED_TERMS } };
    store.update(ownerUuid, { type: 'assignContract', contractId, billingGroupId, ...months, ...otherwise });
    return { billingGroupId, contractId };
  },

  unassignContracts({ namedUuid, path: { billingGroupId } }, { store }) {
    const ownerUuid = namedUuid ?? store.holderUuid([['billingGroup', billingGroupId]]) ?? DEFAULT_UUID;
    if (!store.read(ownerUuid).billingGroupNames.has(billingGroupId)) {
      throw Refusal.notFound(`billing group ${billingGroupId} in the account ${ownerUuid}`);
    }
    return store.update(ownerUuid, { type: 'unassignContracts' });
  },
};

/** A contract and the uuid of the account that has it. */
function found(store: Store, { contractId }: { contractId: string }, { namedUuid }: { namedUuid: string | undefined }) {
  const ownerUuid = namedUuid ?? store.holderUuid([['contract', contractId]]) ?? DEFAULT_UUID;
  const contract = store.read(ownerUuid).contracts.get(contractId);
  if (!contract) throw Refusal.notFound(`contract ${contractId} in the account ${ownerUuid}`);
  return { ownerUuid, contract };
}

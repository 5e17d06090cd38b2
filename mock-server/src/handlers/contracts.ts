import { listPrice } from '@billing-testkit/engine';
import { inWordsOf } from '../errors/engine-words.ts';
import { Refusal } from '../errors/refusal.ts';
import type { NamedId } from '../store/ids-of.ts';
import type { Store } from '../store/store.ts';
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
    const { contract } = inWordsOf(path, () =>
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
    const { owner, contract } = found(store, path, request);
    store.update(owner, { type: 'deleteContract', contractId: contract.contractId });
    return {};
  },

  getContractPrices({ path, query: { counterNames }, ...request }, { store }) {
    const { owner, contract } = found(store, path, request);
    const { member } = store.read(owner);
    const items = counterNames.map((counterName) => {
      const { pricing, ...prices } = listPrice(counterName, contract, member, store.circumstancesOf(owner));
      return { counterName, ...prices, pricing: toWirePricing(pricing) };
    });
    const [{ price, originalPrice } = NO_PRICE] = items;
    return { prices: { price, originalPrice }, items };
  },

  assignContract({ named, uuid, path: { billingGroupId }, body }, { store, isStrict }) {
    const { contractId, monthFrom, monthTo, name = contractId } = body;
    const ids: NamedId[] = [
      ['billingGroup', billingGroupId],
      ['contract', contractId],
    ];
    const owner = named ?? store.holderOf(ids) ?? uuid;
    for (const id of ids) if (store.isForeign(owner, id)) throw Refusal.notFound(`${id[1]} in the account ${owner}`);
    const months = { monthFrom, ...(monthTo !== undefined && { monthTo }) };
    const otherwise = isStrict ? {} : { otherwise: { name, terms: INVENTED_TERMS } };
    store.update(owner, { type: 'assignContract', contractId, billingGroupId, ...months, ...otherwise });
    return { billingGroupId, contractId };
  },

  unassignContracts({ named, uuid, path: { billingGroupId } }, { store }) {
    const owner = named ?? store.holderOf([['billingGroup', billingGroupId]]) ?? uuid;
    if (!store.read(owner).billingGroupNames.has(billingGroupId)) {
      throw Refusal.notFound(`billing group ${billingGroupId} in the account ${owner}`);
    }
    return store.update(owner, { type: 'unassignContracts' });
  },
};

/** A contract and the account that holds it. */
function found(
  store: Store,
  { contractId }: { contractId: string },
  { named, uuid }: { named: string | undefined; uuid: string },
) {
  const owner = named ?? store.holderOf([['contract', contractId]]) ?? uuid;
  const contract = store.read(owner).contracts.get(contractId);
  if (!contract) throw Refusal.notFound(`contract ${contractId} in the account ${owner}`);
  return { owner, contract };
}

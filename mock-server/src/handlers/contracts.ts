import type { Handlers } from '../http/handler.ts';
import { inWordsOf, Refusal } from '../http/refusal.ts';
import { toPointerPart, wirePath } from '../http/wire-path.ts';
import type { NamedId } from '../store/ids-of.ts';
import type { Store } from '../store/store.ts';
import { toContractTerms, toWireContract } from '../wire/contract.ts';

type ContractHandlers = Pick<Handlers, 'createContract' | 'getContract' | 'getContractAdmin' | 'assignContract'>;

/** What a contract that nobody created agrees on. */
const INVENTED_TERMS = { discountRate: '30' };

export const contractHandlers: ContractHandlers = {
  createContract({ uuid, body: { name, currency, ...terms } }, { store }) {
    const names = Object.keys(terms.prices ?? {}).entries();
    const prices = Array.from(names, ([index, counter]) => [
      `/terms/prices/${index}/pricing`,
      `/prices/${toPointerPart(counter)}`,
    ]);
    const path = wirePath({ ...Object.fromEntries(prices), '/terms': '' });
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

  getContract: ({ named, uuid, path: { contractId } }, { store }) => readContract(store, contractId, named, uuid),

  getContractAdmin: ({ named, uuid, path: { contractId } }, { store }) => readContract(store, contractId, named, uuid),

  assignContract({ named, uuid, path: { billingGroupId }, body }, { store }) {
    const { contractId, monthFrom, monthTo, name = contractId } = body;
    const ids: NamedId[] = [
      ['billingGroup', billingGroupId],
      ['contract', contractId],
    ];
    const owner = named ?? store.holderOf(ids) ?? uuid;
    for (const id of ids) if (store.isForeign(owner, id)) throw Refusal.notFound(`${id[1]} in the account ${owner}`);
    const months = { monthFrom, ...(monthTo !== undefined && { monthTo }) };
    const otherwise = { name, terms: INVENTED_TERMS };
    store.update(owner, { type: 'assignContract', contractId, billingGroupId, ...months, otherwise });
    return { billingGroupId, contractId };
  },
};

function readContract(store: Store, contractId: string, named: string | undefined, uuid: string) {
  const owner = named ?? store.holderOf([['contract', contractId]]) ?? uuid;
  const contract = store.read(owner).contracts.get(contractId);
  if (!contract) throw Refusal.notFound(`contract ${contractId} in the account ${owner}`);
  return { contract: toWireContract(contract) };
}

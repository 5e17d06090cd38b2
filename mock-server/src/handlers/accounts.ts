import { Refusal } from '../errors/refusal.ts';
import { checkDistinct } from '../store/distinct-projects.ts';
import { toWireAccount } from '../wire/account.ts';
import { accountParts } from './account-parts.ts';
import type { Handlers } from './handler.ts';

type AccountHandlers = Pick<Handlers, 'createAccount' | 'getAccount' | 'deleteAccount'>;

export const accountHandlers: AccountHandlers = {
  createAccount({ body: { uuid, member, billingGroupId, projects = [] } }, { store }) {
    const parts = {
      ...(billingGroupId !== undefined && { billingGroupId }),
      projects: projects.map(({ projectId, appKeys = [] }) => ({ projectId, appKeys })),
    };
    checkDistinct(parts.projects);
    if (billingGroupId !== undefined && store.isForeign(uuid ?? '', ['billingGroup', billingGroupId])) {
      throw Refusal.notFound(`billing group ${billingGroupId} that this account may have: another account has it`);
    }
    return { account: toWireAccount(store.create(uuid, member, parts)) };
  },

  getAccount({ path: { uuid } }, { store }) {
    const account = store.find(uuid);
    if (!account) throw Refusal.notFound(`account ${uuid}`);
    return { account: toWireAccount(account) };
  },

  deleteAccount({ path: { uuid } }, state) {
    if (!state.store.find(uuid)) throw Refusal.notFound(`account ${uuid}`);
    for (const part of accountParts(state)) part.delete(uuid);
    return {};
  },
};

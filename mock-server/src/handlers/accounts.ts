import { Refusal } from '../errors/refusal.ts';
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
      throw Refusal.notFound(`billing group ${billingGroupId} to give to an account: another one has it`);
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

/** A project is named once, and an app key belongs to one project. */
function checkDistinct(projects: readonly { readonly projectId: string; readonly appKeys: readonly string[] }[]): void {
  const known = { projects: new Set<string>(), appKeys: new Set<string>() };
  for (const [index, { projectId, appKeys }] of projects.entries()) {
    if (known.projects.has(projectId)) throw repeated(`/projects/${index}/projectId`);
    known.projects.add(projectId);
    for (const [position, appKey] of appKeys.entries()) {
      if (known.appKeys.has(appKey)) throw repeated(`/projects/${index}/appKeys/${position}`);
      known.appKeys.add(appKey);
    }
  }
}

function repeated(path: string): Refusal {
  return Refusal.ofField('VALIDATION_ERROR', path, 'must not be named twice');
}

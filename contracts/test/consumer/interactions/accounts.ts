import { type Interaction, ids, isRefused, succeeds, uuid } from '../interaction.ts';

const account = {
  uuid,
  member: 'kr',
  currency: 'KRW',
  timeZone: 'Asia/Seoul',
  billingGroupId: ids.billingGroupId,
  projects: [{ projectId: ids.projectId, appKeys: [] }],
  createdAt: '2025-03-01T00:00:00Z',
};
const wanted = { member: 'kr', uuid, projects: [{ projectId: 'web', appKeys: ['web-key'] }] };

export const accountInteractions: readonly Interaction[] = [
  succeeds('createAccount', 'an account is created', {
    state: { state: 'no account', params: { uuid } },
    isAnonymous: true,
    request: { line: 'POST /billing/admin/accounts', body: wanted },
    call: (client) => client.accounts.create(wanted),
    status: 201,
    answers: { account: { ...account, projects: [{ projectId: 'web', appKeys: ['web-key'] }] } },
  }),
  isRefused('createAccount', 'an account is created that exists', {
    state: { state: 'an account', params: { uuid } },
    isAnonymous: true,
    request: { line: 'POST /billing/admin/accounts', body: { member: 'kr', uuid } },
    call: (client) => client.accounts.create({ member: 'kr', uuid }),
    refusal: { status: 409, code: 'ALREADY_EXISTS' },
  }),
  succeeds('getAccount', 'an account is read', {
    state: { state: 'an account', params: { uuid } },
    isAnonymous: true,
    request: { line: 'GET /billing/admin/accounts/{uuid}' },
    call: (client) => client.accounts.get(uuid),
    answers: { account },
  }),
  isRefused('getAccount', 'an account is read that does not exist', {
    state: { state: 'no account', params: { uuid } },
    isAnonymous: true,
    request: { line: 'GET /billing/admin/accounts/{uuid}' },
    call: (client) => client.accounts.get(uuid),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  succeeds('deleteAccount', 'an account is deleted', {
    state: { state: 'an account', params: { uuid } },
    isAnonymous: true,
    request: { line: 'DELETE /billing/admin/accounts/{uuid}' },
    call: (client) => client.accounts.delete(uuid),
  }),
];

import { inTurn } from './state-account.ts';
import type { StateKind } from './state-kinds.ts';

const adjustment = { adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-01' };

export const serverKinds: readonly StateKind[] = [
  {
    name: 'batches',
    n: 500,
    isOfServer: true,
    async build(account, n) {
      const job = { batchJobCode: 'BATCH_PAYMENT_REMINDER', date: '2025-03' };
      const made = await inTurn(n, () => account.ask('POST', '/billing/admin/batches', job));
      return (index) => ({ batchId: made[index]?.batchId });
    },
    linear: ['resetAccount without uuid'],
  },
  {
    name: 'accounts',
    n: 2000,
    isOfServer: true,
    async build({ server }, n) {
      await inTurn(n, (index) =>
        server.ask('POST', '/billing/admin/accounts', { body: { member: 'kr', uuid: `other-${index}` } }),
      );
      return () => ({});
    },
    linear: ['createBatch without uuid', 'resetAccount without uuid'],
  },
  {
    name: 'accounts with projects and app keys of the same names',
    n: 1000,
    isOfServer: true,
    async build({ server }, n) {
      const projects = [{ projectId: 'p-a', appKeys: ['app-a'] }];
      await inTurn(n, (index) =>
        server.ask('POST', '/billing/admin/accounts', { body: { member: 'kr', uuid: `other-${index}`, projects } }),
      );
      return () => ({});
    },
    linear: ['createBatch without uuid', 'resetAccount without uuid'],
  },
  {
    name: 'adjustments that wait for one project',
    n: 1000,
    isOfServer: true,
    async build({ server }, n) {
      const body = { projectId: 'p-nobodys', ...adjustment };
      await inTurn(n, () => server.ask('POST', '/billing/admin/projects/adjustments', { body }));
      return (index) => ({ adjustmentIds: `adj-waiting-${index + 1}` });
    },
    linear: ['resetAccount without uuid'],
  },
  {
    name: 'projects that adjustments wait for',
    n: 1000,
    isOfServer: true,
    async build({ server }, n) {
      await inTurn(n, (index) =>
        server.ask('POST', '/billing/admin/projects/adjustments', {
          body: { projectId: `p-nobodys-${index}`, ...adjustment },
        }),
      );
      return (index) => ({ adjustmentIds: `adj-waiting-${index + 1}` });
    },
    linear: ['resetAccount without uuid'],
  },
  {
    name: 'idempotency keys',
    n: 2000,
    isOfServer: true,
    async build({ server, uuid }, n) {
      await inTurn(n, (index) =>
        server.send({
          method: 'POST',
          target: '/billing/contracts',
          headers: { uuid, 'content-type': 'application/json', 'idempotency-key': `key-${index}` },
          body: '{"name": "Other"}',
        }),
      );
      return () => ({});
    },
    linear: ['resetAccount without uuid'],
  },
];

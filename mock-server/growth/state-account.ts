import type { Fields, ServerProcess } from './server-process.ts';

/** Values for the parameters and fields of requests, by their names. */
export type Names = Readonly<Record<string, unknown>>;

/** An account of a server. Its requests send its uuid. */
export class StateAccount {
  readonly server: ServerProcess;
  readonly uuid: string;

  constructor(server: ServerProcess, uuid: string) {
    this.server = server;
    this.uuid = uuid;
  }

  get groupId(): string {
    return `bg-${this.uuid}`;
  }

  ask(method: string, target: string, body?: object): Promise<Fields> {
    return this.server.ask(method, target, { uuid: this.uuid, ...(body && { body }) });
  }

  /** Sends readings, a thousand at a time, and returns their ids. */
  async record(readings: readonly object[]): Promise<unknown[]> {
    const ids: unknown[] = [];
    for (let start = 0; start < readings.length; start += 1000) {
      const { meterIds } = await this.ask('POST', '/billing/meters', {
        meterList: readings.slice(start, start + 1000),
      });
      if (Array.isArray(meterIds)) ids.push(...meterIds);
    }
    return ids;
  }

  calculate(month: string): Promise<Fields> {
    return this.ask('POST', '/billing/admin/calculations', { month });
  }

  /** The names of March and of its payment group. */
  get march(): Names {
    return { month: '2025-03', paymentGroupId: `pg-${this.uuid}-2025-03` };
  }

  grant(campaign: string, amount: number): Promise<Fields> {
    return this.ask('POST', `/billing/admin/campaign/${campaign}/credits`, { amount });
  }

  adjust(level: 'projects' | 'billing-groups', monthFrom = '2025-03'): Promise<Fields> {
    const target = level === 'projects' ? { projectId: 'p-a' } : { billingGroupId: this.groupId };
    const terms = { adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom };
    return this.ask('POST', `/billing/admin/${level}/adjustments`, { ...target, ...terms });
  }

  assign(contractId: unknown, monthFrom: string): Promise<Fields> {
    return this.ask('PUT', `/billing/admin/billing-groups/${this.groupId}`, { contractId, monthFrom });
  }
}

/** The months besides March that have a bill; the first of them is paid. */
const OTHER_MONTHS = ['2025-01', '2025-04', '2025-05'];

/** The ids of one reading, contract and adjustments that no other request needs: a request can delete them. */
export interface Spare {
  readonly meterId: unknown;
  readonly contractId: unknown;
  readonly adjustmentId: unknown;
  readonly groupAdjustmentId: unknown;
}

/** The number of times that a request which deletes a spare can be sent. */
const SPARES = 30;

interface EquippedAccount {
  readonly account: StateAccount;
  readonly names: Names;
  readonly spares: readonly Spare[];
}

/** The one delivery of the account fails at once, and is on its way again when it is asked for. */
const NOBODY_LISTENS = 'http://127.0.0.1:1/';

/** Creates an account that has one of everything, and returns it with the names of its things. */
export async function accountWithOneOfAll(server: ServerProcess, uuid: string): Promise<EquippedAccount> {
  const account = new StateAccount(server, uuid);
  const projects = [{ projectId: 'p-a', appKeys: ['app-a'] }];
  const body = { member: 'kr', uuid, billingGroupId: account.groupId, projects };
  await server.ask('POST', '/billing/admin/accounts', { body });
  const [meterId] = await account.record([reading(0, '2025-03', { counterVolume: '1000000' })]);
  const { contractId } = await account.ask('POST', '/billing/contracts', { name: 'Standard', discountRate: 1 });
  await account.assign(contractId, '2025-01');
  await account.adjust('projects');
  await account.adjust('billing-groups');
  const { creditId } = await account.grant('spring', 1000);
  await account.record(OTHER_MONTHS.map((month) => reading(0, month, { counterVolume: '100' })));
  for (const month of [...OTHER_MONTHS, '2025-03'].sort()) await account.calculate(month);
  const webhook = { url: NOBODY_LISTENS, events: ['payment.settled'] };
  const { webhookId } = await account.ask('POST', '/test/webhooks', webhook);
  await account.ask('POST', '/billing/payments/2025-01', {});
  const spares = await inTurn(SPARES, (index) => spareOf(account, index));
  const job = { batchJobCode: 'BATCH_USAGE_AGGREGATION', date: '2025-03' };
  const { batchId } = await account.ask('POST', '/billing/admin/batches', job);
  return {
    account,
    spares,
    names: {
      ...{ month: '2025-03', projectId: 'p-a', appKey: 'app-a', billingGroupId: account.groupId, campaignId: 'spring' },
      ...{ paymentGroupId: `pg-${uuid}-2025-03`, counterName: 'compute.c2.c8m8', counterNames: 'compute.c2.c8m8' },
      ...{ amount: 1, uuid },
      ...{
        from: '2099-12-31',
        to: '1969-12-31',
        date: '2025-03',
        monthFrom: '2025-03',
        meterId,
        contractId,
        creditId,
        batchId,
        webhookId,
        deliveryId: `delivery-${uuid}-1`,
      },
    },
  };
}

async function spareOf(account: StateAccount, index: number): Promise<Spare> {
  const [meterId] = await account.record([reading(index, '2024-01')]);
  const { contractId } = await account.ask('POST', '/billing/contracts', { name: 'Spare' });
  const { adjustmentId } = await account.adjust('projects', '2099-01');
  const { adjustmentId: groupAdjustmentId } = await account.adjust('billing-groups', '2099-01');
  return { meterId, contractId, adjustmentId, groupAdjustmentId };
}

/** The index-th reading of a month. */
export function reading(index: number, month: string, others: object = {}): object {
  const second = String(index % 60).padStart(2, '0');
  const minute = String(Math.floor(index / 60) % 60).padStart(2, '0');
  return {
    projectId: 'p-a',
    counterName: 'compute.c2.c8m8',
    counterUnit: 'HOURS',
    counterVolume: '1',
    resourceId: `vm-${index}`,
    timestamp: `${month}-10T09:${minute}:${second}+09:00`,
    eventId: `ev-${month}-${index}`,
    ...others,
  };
}

/** The index-th month since January 1970. */
export function monthAt(index: number): string {
  const year = 1970 + Math.floor(index / 12);
  return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function times<Item>(count: number, itemAt: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => itemAt(index));
}

export async function inTurn<Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index += 1) results.push(await act(index));
  return results;
}

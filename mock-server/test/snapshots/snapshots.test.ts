import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, it, test } from 'vitest';
import { stateOf } from '../account-state.ts';
import { newUuid, useServer } from '../api-client.ts';
import { billed, read, standing } from '../bills.ts';
import { prepareMarch } from '../worked-example-account.ts';

const api = useServer();
const strict = useServer({ isStrict: true });
const small = useServer({ limits: { maxSnapshots: 2, maxSnapshotBytes: 4_000, maxBodyBytes: 1_024 } });
const members = standardPolicy.members.map((member) => ({ ...member, taxRate: '11' }));
/** Another tax is added here. */
const otherwise = useServer({ policy: { ...standardPolicy, members } });

const march = { month: '2025-03' };

async function snapshotOf(uuid: string): Promise<string> {
  return (await api.call('createSnapshot', { uuid })).snapshotId;
}

const restored = (uuid: string, snapshotId: string) => api.call('restoreSnapshot', { uuid, path: { snapshotId } });

/** The snapshot as a file, without the envelope of its answer. */
async function fileOf(uuid: string, snapshotId: string) {
  const { header: _, ...file } = await api.call('getSnapshot', { uuid, path: { snapshotId } });
  return file;
}

describe('a snapshot', () => {
  it('brings back what the account was, its clock included', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
    const before = await stateOf(api, uuid, [contractId]);
    const snapshotId = await snapshotOf(uuid);
    expect(snapshotId).toBe(`snapshot-${uuid}-1`);
    await api.call('calculateStatement', { uuid, body: march });
    await api.call('pay', { uuid, path: march });
    await api.call('advanceClock', { uuid, body: { by: 'P1Y' } });
    await api.call('deleteContract', { uuid, path: { contractId } });
    expect(await restored(uuid, snapshotId)).toMatchObject({ now: '2025-04-01T00:00:00Z', isStopped: true });
    expect(await stateOf(api, uuid, [contractId])).toEqual(before);
    // the worked example of the rules
    await api.call('calculateStatement', { uuid, body: march });
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 78_512]);
  });

  it('can be restored again and again, and stays as it is', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const snapshotId = await snapshotOf(uuid);
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) {
      ids.push((await api.call('pay', { uuid, path: march })).paymentId);
      expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
      await restored(uuid, snapshotId);
      expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 1_100]);
    }
    expect(new Set(ids).size).toBe(1);
  });

  it('is one of several, and later ones stay when an earlier one is restored', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const ready = await snapshotOf(uuid);
    await api.call('pay', { uuid, path: march });
    const paid = await snapshotOf(uuid);
    await restored(uuid, ready);
    const { snapshots } = await api.call('listSnapshots', { uuid });
    expect(snapshots.map(({ snapshotId }) => snapshotId)).toEqual([ready, paid]);
    await restored(uuid, paid);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
    expect(await snapshotOf(uuid)).toBe(`snapshot-${uuid}-3`);
  });

  it('has faults, with the state of their chances, the defect and the number of the last batch', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const body = { batchJobCode: 'BATCH_RECONCILIATION', date: '2025-03' } as const;
    await api.call('createBatch', { uuid, body });
    await api.call('setDefect', { uuid, body: { name: 'tax-before-credits' } });
    const fault = { operationId: 'getStatements', status: 500, probability: 0.5, seed: 7 };
    await api.call('addFault', { uuid, body: fault });
    const statuses = () => Promise.all([1, 2, 3, 4, 5, 6].map(() => api.send('getStatements', { uuid, path: march })));
    await statuses();
    const snapshotId = await snapshotOf(uuid);
    const next = async () => {
      const answers: number[] = [];
      for (let n = 0; n < 12; n += 1) answers.push((await api.send('getStatements', { uuid, path: march })).status);
      return answers;
    };
    const came = await next();
    expect(new Set(came)).toEqual(new Set([200, 500]));
    await api.call('deleteFaults', { uuid });
    await api.call('clearDefect', { uuid });
    await api.call('createBatch', { uuid, body });
    await restored(uuid, snapshotId);
    expect(await next()).toEqual(came);
    await api.call('deleteFaults', { uuid });
    await api.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
    await api.call('calculateStatement', { uuid, body: march });
    expect(await standing(api, uuid, '2025-03')).toEqual(['READY', 0, 700]);
    expect(await api.call('createBatch', { uuid, body })).toMatchObject({ batchId: `batch-${uuid}-2` });
    expect(await api.call('listBatches', { uuid })).toMatchObject({ totalItems: 2 });
  });

  it('of an account that does not exist takes the account away', async () => {
    const uuid = newUuid();
    const snapshotId = await snapshotOf(uuid);
    await read(api, uuid, '2025-03', 5);
    expect(await restored(uuid, snapshotId)).toMatchObject({ isStopped: false });
    expect((await api.refused('getAccount', { path: { uuid } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  it('makes the account found by the ids that it had, and by none that it got later', async () => {
    const uuid = newUuid();
    const one = (projectId: string) => ({ projectId, counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 });
    await api.call('createMeters', { uuid, body: one(`${uuid}-early`) });
    const snapshotId = await snapshotOf(uuid);
    await api.call('createMeters', { uuid, body: one(`${uuid}-late`) });
    await restored(uuid, snapshotId);
    const found = async (projectId: string) => (await api.call('createMeters', { body: one(projectId) })).meterIds[0];
    expect(await found(`${uuid}-early`)).toBe(`meter-${uuid}-2`);
    expect(await found(`${uuid}-late`)).toMatch(/^meter-uuid-kr-test-/);
  });

  it('does not have idempotency keys: they are forgotten, as what they answered has not happened', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const snapshotId = await snapshotOf(uuid);
    const pay = () => api.send('pay', { uuid, path: march, headers: { 'idempotency-key': 'k' } });
    await pay();
    await restored(uuid, snapshotId);
    expect((await pay()).headers.has('idempotency-replayed')).toBe(false);
    expect(await standing(api, uuid, '2025-03')).toEqual(['PAID', 1_100, 0]);
  });

  it('is gone when it is deleted, and with its account', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const snapshotId = await snapshotOf(uuid);
    await api.call('deleteSnapshot', { uuid, path: { snapshotId } });
    for (const operation of ['getSnapshot', 'deleteSnapshot', 'restoreSnapshot'] as const) {
      expect((await api.refused(operation, { uuid, path: { snapshotId } })).gist).toEqual([404, 'NOT_FOUND']);
    }
    await snapshotOf(uuid);
    await api.call('resetAccount', { uuid });
    expect(await api.call('listSnapshots', { uuid })).toMatchObject({ snapshots: [] });
  });

  it('is of its own account', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    const snapshotId = await snapshotOf(uuid);
    for (const operation of ['getSnapshot', 'deleteSnapshot', 'restoreSnapshot'] as const) {
      expect((await api.refused(operation, { uuid: other, path: { snapshotId } })).gist).toEqual([404, 'NOT_FOUND']);
      expect((await api.refused(operation, { path: { snapshotId } })).gist.slice(0, 2)).toEqual([
        401,
        'UNAUTHENTICATED',
      ]);
    }
    expect(await api.call('listSnapshots', { uuid: other })).toMatchObject({ snapshots: [] });
  });

  it('is refused when there are as many, or as large ones, as the server keeps of an account', async () => {
    const uuid = newUuid();
    await small.call('createSnapshot', { uuid });
    const { snapshotId } = await small.call('createSnapshot', { uuid });
    expect((await small.refused('createSnapshot', { uuid })).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    await small.call('deleteSnapshot', { uuid, path: { snapshotId } });
    await small.call('createSnapshot', { uuid });

    const large = newUuid();
    for (let n = 0; n < 60; n += 1) {
      const source = createHash('sha512').update(`${n}`).digest('base64');
      const reading = { counterName: `test.${n}`, counterUnit: 'EA', counterVolume: n, source };
      await small.call('createMeters', { uuid: large, body: reading });
    }
    const { gist, body } = await small.refused('createSnapshot', { uuid: large });
    expect(gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    expect(body.header.resultMessage).toContain('at most 4000 bytes');
    expect(await small.call('listSnapshots', { uuid: large })).toMatchObject({ snapshots: [] });
  });

  it('strictly, is of an account that was created', async () => {
    expect((await strict.refused('createSnapshot', { uuid: 'nobody' })).gist).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a file', () => {
  it('is a snapshot that any server with the same members restores, as it was downloaded', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    await api.call('calculateStatement', { uuid, body: march });
    await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
    const before = await stateOf(api, uuid, [contractId]);
    const { body: downloaded } = await api.send('getSnapshot', { uuid, path: { snapshotId: await snapshotOf(uuid) } });
    for (const server of [api, strict]) {
      await server.call('resetAccount', { uuid });
      const { body } = await server.send('restoreSnapshotFile', { uuid, body: downloaded });
      expect(body).toMatchObject({ now: '2025-04-01T00:00:00Z', isStopped: true });
      expect(await stateOf(server, uuid, [contractId])).toEqual(before);
    }
  });

  it('may be larger than other bodies', async () => {
    const uuid = newUuid();
    const file = await fileOf(uuid, await snapshotOf(uuid));
    const padded = { ...file, snapshotId: 'snapshot', takenAt: file.takenAt, bytes: 0 };
    const raw = `${JSON.stringify(padded)}${' '.repeat(2_000)}`;
    const headers = { 'content-type': 'application/json' };
    expect((await small.send('restoreSnapshotFile', { uuid, raw, headers })).status).toBe(200);
    const { gist } = await small.refused('restoreSnapshotFile', { uuid, raw: `${raw}${' '.repeat(9_000)}`, headers });
    expect(gist).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect((await small.refused('createMeters', { uuid, raw, headers })).gist).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  type File = Awaited<ReturnType<typeof fileOf>>;

  const signed = ({ uuid, version, state }: File) => ({
    ...{ uuid, version, state },
    digest: createHash('sha256').update(`${version} ${uuid} ${state}`).digest('hex'),
  });

  /** The file with another state, and a digest that fits it. */
  const withState = (file: File, change: (state: Record<string, never>) => unknown) => {
    const state = JSON.parse(gunzipSync(Buffer.from(file.state, 'base64')).toString());
    const changed = gzipSync(JSON.stringify(change(state) ?? state)).toString('base64');
    return signed({ ...file, state: changed });
  };

  const inAccount = (change: (account: Record<string, never>) => unknown) => (file: File) =>
    withState(file, (state) => void change(Object(state.account).account));

  const seen = async (uuid: string) => [
    await stateOf(api, uuid),
    (await api.call('getClock', { uuid })).now,
    (await api.call('listSnapshots', { uuid })).snapshots,
  ];

  const rows: readonly (readonly [what: string, wrong: (file: File) => object, path: string, says: RegExp])[] = [
    ['of another account', (file) => signed({ ...file, uuid: 'other' }), '/uuid', /must be account-/],
    ['of another version', (file) => signed({ ...file, version: 2 }), '/version', /must be 1/],
    ['without a version', ({ version: _, ...file }) => file, '/version', /is required/],
    ['without a state', ({ state: _, ...file }) => file, '/state', /is required/],
    [
      'whose state was changed',
      (file) => ({ ...file, state: file.state.replace(/.$/, 'x') }),
      '/digest',
      /was changed/,
    ],
    ['whose digest was changed', (file) => ({ ...file, digest: 'd' }), '/digest', /was changed/],
    ['that is not packed', (file) => signed({ ...file, state: 'AAAA' }), '/state', /cannot be unpacked/],
    ['that is not JSON', (file) => signed({ ...file, state: gzipSync('{').toString('base64') }), '/state', /unpacked/],
    ['with a part of a later server', (file) => withState(file, (s) => ({ ...s, weather: 1 })), '/state', /weather/],
    ['with a wrong clock', (file) => withState(file, (s) => ({ ...s, clock: 'noon' })), '/state', /clock/],
    [
      'with an unknown defect',
      (file) => withState(file, (s) => ({ ...s, defect: 'none' })),
      '/state',
      /No defect is called "none"/,
    ],
    ['with wrong faults', (file) => withState(file, (s) => ({ ...s, faults: [] })), '/state', /faults/],
    ['with a field more', inAccount((a) => Object.assign(a, { more: 1 })), '/state', /account/],
    ['with a field less', inAccount((a) => Reflect.deleteProperty(a, 'ledger')), '/state', /ledger/],
    [
      'with half a cent',
      inAccount((a) => Object.assign(Object(a.bills)[0], { paid: 0.5 })),
      '/state',
      /bills\/0\/paid/,
    ],
    [
      'with a wrong pricing',
      inAccount((a) => delete Object(a.bills)[0].statement.lineItems[0].pricing.model),
      '/state',
      /pricing/,
    ],
    [
      'with a wrong reading',
      inAccount((a) => Object.assign(Object(a.readings)[0], { meterId: 'm' })),
      '/state',
      /cannot have been recorded/,
    ],
    ['of two accounts', inAccount((a) => Object.assign(a, { uuid: 'other' })), '/state', /account\/uuid/],
  ];

  test.each(rows)('%s is refused, and changes nothing', async (_, wrong, path, says) => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
    const file = await fileOf(uuid, await snapshotOf(uuid));
    await api.call('pay', { uuid, path: march });
    const before = await seen(uuid);
    const { gist, body } = await api.refused('restoreSnapshotFile', { uuid, body: wrong(file) });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', path]);
    expect(body.header.resultMessage).toMatch(says);
    expect(await seen(uuid)).toEqual(before);
  });

  it('is refused by a server with other members', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const { gist, body } = await otherwise.refused('restoreSnapshotFile', {
      uuid,
      body: await fileOf(uuid, await snapshotOf(uuid)),
    });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', '/state']);
    expect(body.header.resultMessage).toMatch(/bills by another catalog/);
  });
});

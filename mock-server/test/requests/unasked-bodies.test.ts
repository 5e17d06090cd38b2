import { describe, expect, it, test } from 'vitest';
import { type LooseRequest, newUuid, useServer } from '../api-client.ts';
import { billed } from '../bills.ts';

const api = useServer();
const strict = useServer({ isStrict: true });

type Target = Parameters<typeof api.refused>[0];

const refused = [400, 'VALIDATION_ERROR', ''];
const asXml = { 'content-type': 'application/xml' };

const withBody: readonly [what: string, request: LooseRequest][] = [
  ['an account', { body: { uuid: 'ra' } }],
  ['a field that nobody knows', { body: { x: 1 } }],
  ['a list', { body: [] }],
  ['no JSON', { raw: '{{{' }],
  ['XML', { raw: '<reset uuid="ra"/>', headers: asXml }],
  ['more than is read', { raw: ' '.repeat(200_000) }],
];

describe('a control that takes no body', () => {
  test.each(withBody)('is refused with one that holds %s, and resets nobody', async (_what, request) => {
    for (const server of [api, strict]) {
      const uuid = newUuid();
      await server.call('createAccount', { body: { uuid, member: 'kr' } });
      const { gist, body } = await server.refused('resetAccount', request);
      expect(gist).toEqual(refused);
      expect(body.header.resultMessage).toBe('The body must be empty: send the account in the header uuid.');
      await server.call('getAccount', { path: { uuid } });
    }
  });

  test.each([
    ['deleteFaults', /the account in the header uuid, and faultId in the query\.$/],
    ['deleteRequests', /the account in the header uuid\.$/],
    ['deleteOutbox', /the account in the header uuid\.$/],
    ['clearDefect', /the account in the header uuid\.$/],
    ['createSnapshot', /the account in the header uuid\.$/],
  ] as const)('tells where it takes what it is asked: %s', async (operationId, says) => {
    const uuid = await billed(api, { '2025-03': 10 });
    await api.call('addFault', { uuid, body: { operationId: 'pay', status: 503 } });
    const { gist, body } = await api.refused(operationId, { uuid, body: { name: 'x' } });
    expect(gist).toEqual(refused);
    expect(body.header.resultMessage).toMatch(says);
    expect((await api.call('listFaults', { uuid })).faults).toHaveLength(1);
    expect((await api.call('listRequests', { uuid })).totalItems).toBeGreaterThan(0);
    expect((await api.call('listSnapshots', { uuid })).snapshots).toEqual([]);
  });

  test.each(['{}', ' { }\n', ' '])('takes %j for none', async (raw) => {
    for (const server of [api, strict]) {
      const uuid = newUuid();
      await server.call('createAccount', { body: { uuid, member: 'kr' } });
      expect((await server.send('resetAccount', { uuid, raw })).status).toBe(200);
      await server.refused('getAccount', { path: { uuid } });
    }
  });
});

describe('an operation of the API that takes no body', () => {
  const coupon: Target = 'redeemCoupon';
  const request = { path: { couponCode: 'CAMPAIGN-001' }, body: { amount: 5 } };

  it('ignores one', async () => {
    expect((await api.send(coupon, { uuid: newUuid(), ...request })).status).toBe(200);
  });

  it('is refused with one by a strict server', async () => {
    const uuid = newUuid();
    await strict.call('createAccount', { body: { uuid, member: 'kr' } });
    expect((await strict.refused(coupon, { uuid, ...request })).gist).toEqual(refused);
    expect(await strict.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
  });
});

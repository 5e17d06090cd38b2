import type { Schema } from '@billing-testkit/contracts';
import { describe, expect, it } from 'vitest';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, statementOf } from '../bills.ts';

const api = useServer();

async function grant(uuid: string, amount: number, terms: Schema<'CreditTerms'> = {}, campaignId = 'spring') {
  const body = { amount, ...terms };
  const { creditId } = await api.call('grantCampaignCredit', { uuid, path: { campaignId }, body });
  return creditId;
}

const entries = async (uuid: string) => {
  const { creditHistories } = await api.call('listCreditHistory', { uuid });
  return creditHistories.map(({ kind, amount, balance }) => [kind, amount, balance]);
};

const left = async (uuid: string) => (await api.call('getCreditBalance', { uuid })).totalBalance;

describe('a cancelled credit', () => {
  it('loses what is left of it, and what it paid for stays paid', async () => {
    const uuid = newUuid();
    const creditId = await grant(uuid, 1_500);
    await grant(uuid, 7, { creditType: 'PAID' });
    await bill(api, uuid, '2025-03', 1_000);
    const before = await statementOf(api, uuid, '2025-03');
    const query = { reason: 'granted twice' };
    const answer = await api.call('cancelCredit', { uuid, path: { creditId }, query });
    expect(answer).toMatchObject({ creditId, cancelledAmount: 500 });
    expect(await left(uuid)).toBe(7);
    expect(await statementOf(api, uuid, '2025-03')).toEqual(before);
    expect(await api.call('cancelCredit', { uuid, path: { creditId } })).toMatchObject({ cancelledAmount: 0 });
    expect(await entries(uuid)).toEqual([
      ['GRANT', 1_500, 1_500],
      ['GRANT', 7, 7],
      ['USE', 1_000, 500],
      ['CANCEL', 500, 0],
    ]);
  });

  it('is cancelled again in the same step by what a recalculation gives back', async () => {
    const uuid = newUuid();
    const creditId = await grant(uuid, 1_500);
    await bill(api, uuid, '2025-03', 1_000);
    await api.call('cancelCredit', { uuid, path: { creditId } });
    await bill(api, uuid, '2025-03', 1_000);
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({
      creditApplied: 0,
      appliedCredits: [],
      charge: 2_000,
    });
    expect(await left(uuid)).toBe(0);
    expect((await entries(uuid)).slice(-2)).toEqual([
      ['GIVE_BACK', 1_000, 1_000],
      ['CANCEL', 1_000, 0],
    ]);
    await expectReconciled(api, uuid);
  });

  it('is found without a uuid, and never through another account', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    const creditId = await grant(uuid, 10);
    await grant(other, 20);
    const path = { creditId };
    expect((await api.refused('cancelCredit', { uuid: other, path })).gist).toEqual([404, 'NOT_FOUND']);
    expect(await api.call('cancelCredit', { path })).toMatchObject({ cancelledAmount: 10 });
    expect([await left(uuid), await left(other)]).toEqual([0, 20]);
    for (const request of [{ path: { creditId: 'nobodys' } }, { uuid, path: { creditId: '__proto__' } }]) {
      expect((await api.refused('cancelCredit', request)).gist).toEqual([404, 'NOT_FOUND']);
    }
  });
});

describe('the cancelled credits of a campaign', () => {
  it('are those that this account has of it and that have not ended', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    await grant(uuid, 10);
    await grant(uuid, 20);
    const ended = await grant(uuid, 40);
    await grant(uuid, 80, {}, 'summer');
    await grant(other, 160);
    await api.call('cancelCredit', { uuid, path: { creditId: ended } });
    const path = { campaignId: 'spring' };
    const query = { reason: 'over' };
    expect(await api.call('cancelCampaignCredit', { uuid, path, query })).toMatchObject({
      cancelledCount: 2,
      cancelledAmount: 30,
    });
    expect(await api.call('cancelCampaignCredit', { uuid, path })).toMatchObject({
      cancelledCount: 0,
      cancelledAmount: 0,
    });
    expect([await left(uuid), await left(other)]).toEqual([80, 160]);
  });

  it('count also when they are used up', async () => {
    const uuid = newUuid();
    await grant(uuid, 1_000);
    await bill(api, uuid, '2025-03', 1_000);
    const cancelled = await api.call('cancelCampaignCredit', { uuid, path: { campaignId: 'spring' } });
    expect(cancelled).toMatchObject({ cancelledCount: 1, cancelledAmount: 0 });
    expect(await api.call('getCredits', { uuid })).toMatchObject({ credits: [{ creditStatus: 'CANCELLED' }] });
  });

  it('are none of a campaign, an account or a name that has none', async () => {
    const [uuid, unknown] = [newUuid(), newUuid()];
    await grant(uuid, 10);
    const none = { cancelledCount: 0, cancelledAmount: 0 };
    for (const campaignId of ['winter', '__proto__', 'constructor']) {
      expect(await api.call('cancelCampaignCredit', { uuid, path: { campaignId } })).toMatchObject(none);
    }
    expect(await api.call('cancelCampaignCredit', { uuid: unknown, path: { campaignId: 'spring' } })).toMatchObject(
      none,
    );
  });

  it('are the default account’s without a uuid: a campaign finds no account', async () => {
    const uuid = newUuid();
    await grant(uuid, 10, {}, 'autumn');
    expect(await api.call('cancelCampaignCredit', { path: { campaignId: 'autumn' } })).toMatchObject({
      cancelledCount: 0,
    });
    await grant('uuid-kr-test', 5, {}, 'autumn');
    expect(await api.call('cancelCampaignCredit', { path: { campaignId: 'autumn' } })).toMatchObject({
      cancelledAmount: 5,
    });
    expect(await left(uuid)).toBe(10);
  });
});

describe('a coupon', () => {
  it.each([
    ['CAMPAIGN-001', 100_000],
    ['CAMPAIGN-002', 2_000_000],
    ['CAMPAIGN-003', 100_000],
    ['campaign-002', 100_000],
    ['NOT-EXPIRED-', 100_000],
    ['EXPIRED', 100_000],
    ['쿠폰 1/2', 100_000],
    ['constructor', 100_000],
  ])('%s is worth %i', async (couponCode, amount) => {
    const uuid = newUuid();
    const { header, creditId, ...answer } = await api.call('redeemCoupon', { uuid, path: { couponCode } });
    expect(answer).toEqual({ couponCode, amount });
    const { credits } = await api.call('getCredits', { uuid });
    expect(credits).toMatchObject([
      { creditId, creditType: 'CAMPAIGN', campaignId: couponCode, currency: 'KRW', restAmount: amount },
    ]);
    expect(credits[0]).not.toHaveProperty('expirationDateTo');
  });

  it('is redeemed once per account and code, also when its credit is cancelled', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    const path = { couponCode: 'CAMPAIGN-001' };
    const { creditId } = await api.call('redeemCoupon', { uuid, path });
    expect((await api.refused('redeemCoupon', { uuid, path })).gist.slice(0, 2)).toEqual([409, 'COUPON_REDEEMED']);
    await api.call('cancelCredit', { uuid, path: { creditId } });
    expect((await api.refused('redeemCoupon', { uuid, path })).gist.slice(0, 2)).toEqual([409, 'COUPON_REDEEMED']);
    await api.call('redeemCoupon', { uuid, path: { couponCode: 'CAMPAIGN-002' } });
    await api.call('redeemCoupon', { uuid: other, path });
    expect(await left(uuid)).toBe(2_000_000);
  });

  it('is not taken for redeemed because a campaign of its name granted a credit', async () => {
    const uuid = newUuid();
    await grant(uuid, 5, { creditType: 'CAMPAIGN' }, 'CAMPAIGN-001');
    expect(await api.call('redeemCoupon', { uuid, path: { couponCode: 'CAMPAIGN-001' } })).toMatchObject({
      amount: 100_000,
    });
  });

  it.each(['EXPIRED-', 'EXPIRED-2024', 'EXPIRED-CAMPAIGN-001'])(
    '%s has expired, and stores nothing',
    async (couponCode) => {
      const uuid = newUuid();
      const { gist } = await api.refused('redeemCoupon', { uuid, path: { couponCode } });
      expect(gist.slice(0, 2)).toEqual([409, 'COUPON_EXPIRED']);
      await api.refused('getAccount', { path: { uuid } });
    },
  );

  it('is in the account’s currency, and is replayed by its key', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'us' } });
    const request = { uuid, path: { couponCode: 'CAMPAIGN-002' }, headers: { 'idempotency-key': 'k' } };
    const first = await api.send('redeemCoupon', request);
    const again = await api.send('redeemCoupon', request);
    expect(again).toMatchObject({ status: 200, body: Object(first.body) });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 2_000_000, currency: 'USD' });
  });

  it('needs an account', async () => {
    expect((await api.refused('redeemCoupon', { path: { couponCode: 'c' } })).gist).toEqual([
      401,
      'UNAUTHENTICATED',
      'header/uuid',
    ]);
  });
});

describe('the credits of an account', () => {
  const credits = async (uuid: string, query: { page?: number; itemsPerPage?: number } = {}) => {
    const { header, ...answer } = await api.call('getCredits', { uuid, query });
    return answer;
  };
  const stats = (free: number, paid: number) => ({
    totalAmount: free + paid,
    restCreditsByBalancePriceTypeCode: [
      { balancePriceTypeCode: 'FREE', restAmount: free },
      { balancePriceTypeCode: 'PAID', restAmount: paid },
    ],
  });

  it('are none of an account that does not exist', async () => {
    const none = { stats: stats(0, 0), totalCredit: 0, usedCredit: 0, restCredit: 0, credits: [], totalItems: 0 };
    expect(await credits(newUuid())).toEqual(none);
  });

  it('are all that were granted, with what is used and left of each', async () => {
    const uuid = newUuid();
    const dates = { expirationDateFrom: '2025-01-01', expirationDateTo: '2025-12-31' };
    const bonus = await grant(uuid, 700, { creditType: 'BONUS', creditName: 'Welcome', ...dates });
    const paid = await grant(uuid, 600, { creditType: 'PAID' });
    const foreign = await grant(uuid, 9_999, { currency: 'USD' });
    const cancelled = await grant(uuid, 50, { creditType: 'PAID' });
    await bill(api, uuid, '2025-03', 1_000);
    await api.call('cancelCredit', { uuid, path: { creditId: cancelled } });
    const answer = await credits(uuid);
    expect(answer).toMatchObject({
      stats: stats(0, 300),
      totalCredit: 1_350,
      usedCredit: 1_000,
      restCredit: 300,
      totalItems: 4,
    });
    const common = { campaignId: 'spring', grantedAt: expect.any(String) };
    const krw = { ...common, currency: 'KRW', creditStatus: 'ACTIVE' };
    expect(answer.credits).toEqual([
      {
        ...krw,
        creditId: bonus,
        creditName: 'Welcome',
        creditType: 'BONUS',
        balancePriceTypeCode: 'FREE',
        creditAmount: 700,
        usedAmount: 700,
        restAmount: 0,
        ...dates,
      },
      {
        ...krw,
        creditId: paid,
        creditType: 'PAID',
        balancePriceTypeCode: 'PAID',
        creditAmount: 600,
        usedAmount: 300,
        restAmount: 300,
      },
      {
        ...krw,
        creditId: foreign,
        currency: 'USD',
        creditType: 'FREE',
        balancePriceTypeCode: 'FREE',
        creditAmount: 9_999,
        usedAmount: 0,
        restAmount: 9_999,
      },
      {
        ...krw,
        creditId: cancelled,
        creditStatus: 'CANCELLED',
        creditType: 'PAID',
        balancePriceTypeCode: 'PAID',
        creditAmount: 50,
        usedAmount: 0,
        restAmount: 0,
      },
    ]);
  });

  it('come in pages, and their sums do not', async () => {
    const uuid = newUuid();
    const ids = [await grant(uuid, 1), await grant(uuid, 2), await grant(uuid, 4)];
    const page = await credits(uuid, { page: 2, itemsPerPage: 2 });
    expect(page.credits.map(({ creditId }) => creditId)).toEqual(ids.slice(2));
    expect(page).toMatchObject({ totalItems: 3, totalCredit: 7, restCredit: 7, stats: stats(7, 0) });
  });

  it('are used anew by a recalculation, not twice', async () => {
    const uuid = newUuid();
    await grant(uuid, 1_500);
    await bill(api, uuid, '2025-03', 1_000);
    await bill(api, uuid, '2025-03');
    await bill(api, uuid, '2025-03', 200);
    expect(await credits(uuid)).toMatchObject({ usedCredit: 1_200, restCredit: 300, credits: [{ usedAmount: 1_200 }] });
  });

  it('are EXPIRED once the expiry job took them, and not by their date', async () => {
    const uuid = newUuid();
    await grant(uuid, 10, { expirationDateTo: '2020-01-31' });
    expect(await credits(uuid)).toMatchObject({ restCredit: 10, credits: [{ creditStatus: 'ACTIVE' }] });
    const body = { batchJobCode: 'BATCH_CREDIT_EXPIRY', date: '2020-02-01' } as const;
    await api.call('createBatch', { uuid, body });
    expect(await credits(uuid)).toMatchObject({
      totalCredit: 10,
      restCredit: 0,
      credits: [{ creditStatus: 'EXPIRED', usedAmount: 0, restAmount: 0 }],
    });
  });
});

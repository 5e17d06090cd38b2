import { type Interaction, ids, isRefused, succeeds, uuid } from '../interaction.ts';

const { creditId, campaignId } = ids;
const withCredit = { state: 'an account with a credit', params: { uuid, amount: 20_000, campaignId } } as const;
// The document has one for each of two codes.
const rest = { balancePriceTypeCode: 'FREE', restAmount: 20_000 } as const;
const grant = { amount: 20_000, creditType: 'PROMOTIONAL', creditName: 'Spring 2025' } as const;

export const creditInteractions: readonly Interaction[] = [
  succeeds('grantCampaignCredit', 'a credit is granted', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/admin/campaign/spring-2025/credits', body: grant },
    call: (client) => client.credits.grant(campaignId, grant),
    answers: { creditId, creditIds: [creditId] },
  }),
  succeeds('redeemCoupon', 'a coupon is redeemed', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/coupons/CAMPAIGN-001' },
    call: (client) => client.credits.redeemCoupon('CAMPAIGN-001'),
    answers: { creditId, couponCode: 'CAMPAIGN-001', amount: 100_000 },
  }),
  isRefused('redeemCoupon', 'a coupon is redeemed for the second time', {
    state: { state: 'an account with a redeemed coupon', params: { uuid, couponCode: 'CAMPAIGN-001' } },
    request: { line: 'POST /billing/coupons/CAMPAIGN-001' },
    call: (client) => client.credits.redeemCoupon('CAMPAIGN-001'),
    refusal: { status: 409, code: 'COUPON_REDEEMED' },
  }),
  succeeds('cancelCredit', 'a credit is cancelled', {
    state: withCredit,
    request: { line: 'DELETE /billing/admin/credits/{creditId}/cancel', query: { reason: 'granted twice' } },
    call: (client) => client.credits.cancel(creditId, { reason: 'granted twice' }),
    answers: { creditId, cancelledAmount: 20_000 },
  }),
  succeeds('cancelCampaignCredit', 'the credits of a campaign are cancelled', {
    state: withCredit,
    request: { line: 'DELETE /billing/admin/campaign/{campaignId}/credits' },
    call: (client) => client.credits.cancelCampaign(campaignId),
    answers: { cancelledCount: 1, cancelledAmount: 20_000 },
  }),
  succeeds('getCredits', 'the credits are listed', {
    state: withCredit,
    request: { line: 'GET /billing/v5.0/credits' },
    call: (client) => client.credits.list(),
    answers: {
      stats: {
        totalAmount: 20_000,
        restCreditsByBalancePriceTypeCode: [rest, rest],
      },
      totalCredit: 20_000,
      usedCredit: 0,
      restCredit: 20_000,
      credits: [
        {
          creditId,
          creditType: 'FREE',
          balancePriceTypeCode: 'FREE',
          currency: 'KRW',
          creditStatus: 'ACTIVE',
          creditAmount: 20_000,
          usedAmount: 0,
          restAmount: 20_000,
          grantedAt: '2025-03-01T00:00:00Z',
        },
      ],
      totalItems: 1,
    },
  }),
  succeeds('getCreditBalance', 'the balance of the credits is read', {
    state: withCredit,
    request: { line: 'GET /billing/credits/balance' },
    call: (client) => client.credits.balance(),
    answers: {
      totalBalance: 20_000,
      availableBalance: 20_000,
      pendingBalance: 0,
      currency: 'KRW',
      balances: [{ type: 'FREE', amount: 20_000 }],
    },
  }),
  succeeds('listCreditHistory', 'the entries of the credit ledger are listed', {
    state: withCredit,
    request: { line: 'GET /billing/credits/history', query: { creditType: 'FREE' } },
    call: (client) => client.credits.history({ creditType: 'FREE' }),
    answers: {
      totalCreditAmt: 20_000,
      creditHistories: [
        {
          entryId: 'entry-billing-sdk-2',
          creditId,
          creditType: 'FREE',
          kind: 'GRANT',
          amount: 20_000,
          balance: 20_000,
          transactionDate: '2025-03-01T00:00:00Z',
        },
      ],
      totalItems: 1,
    },
  }),
];

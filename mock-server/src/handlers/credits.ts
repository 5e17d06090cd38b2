import type { Schema } from '@billing-testkit/contracts';
import { type AccountCredit, sumMoney } from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
import type { NamedId } from '../store/ids-of.ts';
import { DEFAULT_UUID, type Store } from '../store/store.ts';
import { toCouponGrant } from '../wire/coupon.ts';
import {
  balancePriceTypeOf,
  grantNames,
  sumInCurrency,
  toGrant,
  toWireBalance,
  toWireCredit,
  toWireEntry,
  usedAmounts,
} from '../wire/credit.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { afterNumber, pageOf } from './page.ts';

type CreditHandlers = Pick<
  Handlers,
  | 'grantCampaignCredit'
  | 'cancelCampaignCredit'
  | 'cancelCredit'
  | 'redeemCoupon'
  | 'getCreditBalance'
  | 'listCreditHistory'
  | 'getCredits'
>;

export const creditHandlers: CreditHandlers = {
  grantCampaignCredit({ uuid, path: { campaignId }, body }, { store }) {
    const { uuids, amount, field } =
      'uuidList' in body
        ? { uuids: body.uuidList, amount: body.credit, field: 'credit' }
        : { uuids: [uuid], amount: body.amount, field: 'amount' };
    const granted = inRequestWords(wirePath({ ...grantNames, amount: field }), () =>
      store.updateAll(uuids, toGrant(campaignId, amount, body)),
    );
    const creditIds = granted.map(({ credit }) => credit.creditId);
    return { creditId: creditIds[0] ?? '', creditIds };
  },

  cancelCampaignCredit: ({ uuid, path: { campaignId } }, { store }) => cancelCampaign(store, uuid, campaignId),

  cancelCredit({ namedUuid, path: { creditId } }, { store }) {
    const ids: NamedId[] = [
      ['credit', creditId],
      ['campaign', creditId],
    ];
    const ownerUuid = namedUuid ?? store.holderUuid(ids) ?? DEFAULT_UUID;
    if (!store.read(ownerUuid).credits.has(creditId)) {
      const { cancelledCount, cancelledAmount } = cancelCampaign(store, ownerUuid, creditId);
      if (cancelledCount > 0) return { creditId, cancelledAmount };
    }
    const { ended } = store.update(ownerUuid, { type: 'cancelCredits', creditIds: [creditId] });
    return { creditId, cancelledAmount: sumMoney(ended.map(({ amount }) => amount)) };
  },

  redeemCoupon({ uuid, path: { couponCode } }, { store }) {
    const grant = toCouponGrant(couponCode);
    const { creditId } = store.update(uuid, grant).credit;
    return { creditId, couponCode, amount: grant.amount };
  },

  getCreditBalance({ uuid }, { store }) {
    const { credits, member } = store.read(uuid);
    const left = [...credits.values()].filter((credit) => credit.currency === member.currency && credit.balance > 0);
    const availableBalance = sumMoney(left.map(({ balance }) => balance));
    const pendingBalance = 0;
    return {
      totalBalance: availableBalance + pendingBalance,
      availableBalance,
      pendingBalance,
      currency: member.currency,
      balances: left.map(toWireBalance),
    };
  },

  listCreditHistory({ uuid, query }, { store }) {
    const account = store.read(uuid);
    const isAsked = ({ type }: Pick<AccountCredit, 'type'>) => (query.creditType ?? type) === type;
    const granted = [...account.credits.values()].filter(isAsked);
    const entries = account.ledger.filter(isAsked);
    return {
      totalCreditAmt: sumInCurrency(
        account,
        granted.map((credit) => ({ creditId: credit.creditId, amount: credit.granted })),
      ),
      creditHistories: pageOf(
        entries,
        query,
        afterNumber(entries, `entry-${uuid}-`, ({ entryId }) => entryId),
      ).map((entry) => toWireEntry(account, entry)),
      totalItems: entries.length,
    };
  },

  getCredits({ uuid, query }, { store }) {
    const account = store.read(uuid);
    const credits = [...account.credits.values()];
    const own = credits.filter(({ currency }) => currency === account.member.currency);
    const used = usedAmounts(account);
    const usedOf = ({ creditId }: AccountCredit) => used.get(creditId) ?? 0;
    const restOf = (code: Schema<'BalancePriceTypeCode'>) => {
      const rests = own.filter((credit) => balancePriceTypeOf(credit) === code).map(({ balance }) => balance);
      return { balancePriceTypeCode: code, restAmount: sumMoney(rests) };
    };
    const restCredit = sumMoney(own.map(({ balance }) => balance));
    return {
      stats: { totalAmount: restCredit, restCreditsByBalancePriceTypeCode: [restOf('FREE'), restOf('PAID')] },
      totalCredit: sumMoney(own.map(({ granted }) => granted)),
      usedCredit: sumMoney(own.map(usedOf)),
      restCredit,
      credits: pageOf(
        credits,
        query,
        afterNumber(credits, `credit-${uuid}-`, ({ creditId }) => creditId),
      ).map((credit) => toWireCredit(credit, usedOf(credit))),
      totalItems: credits.length,
    };
  },
};

/** Cancels the remaining amounts of the credits that a campaign granted to an account. */
function cancelCampaign(store: Store, uuid: string, campaignId: string) {
  const ofCampaign = [...store.read(uuid).credits.values()].filter((credit) => credit.campaignId === campaignId);
  const creditIds = ofCampaign.map(({ creditId }) => creditId);
  const { ended } = store.update(uuid, { type: 'cancelCredits', creditIds });
  return { cancelledCount: ended.length, cancelledAmount: sumInCurrency(store.read(uuid), ended) };
}

import { type AccountCredit, sumMoney } from '@billing-testkit/engine';
import type { Handlers } from '../http/handler.ts';
import { inWordsOf } from '../http/refusal.ts';
import { wirePath } from '../http/wire-path.ts';
import { grantNames, toGrant, toWireBalance, toWireEntry } from '../wire/credit.ts';
import { pageOf } from './page.ts';

type CreditHandlers = Pick<Handlers, 'grantCampaignCredit' | 'getCreditBalance' | 'listCreditHistory'>;

export const creditHandlers: CreditHandlers = {
  grantCampaignCredit({ uuid, path: { campaignId }, body }, { store }) {
    const { uuids, amount, field } =
      'uuidList' in body
        ? { uuids: body.uuidList, amount: body.credit, field: 'credit' }
        : { uuids: [uuid], amount: body.amount, field: 'amount' };
    const granted = inWordsOf(wirePath({ ...grantNames, amount: field }), () =>
      store.updateAll(uuids, toGrant(campaignId, amount, body)),
    );
    const creditIds = granted.map(({ credit }) => credit.creditId);
    return { creditId: creditIds[0] ?? '', creditIds };
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
      totalCreditAmt: sumMoney(granted.map((credit) => credit.granted)),
      creditHistories: pageOf(entries, query).map((entry) => toWireEntry(account, entry)),
      totalItems: entries.length,
    };
  },
};

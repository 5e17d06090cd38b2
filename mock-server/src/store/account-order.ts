import type { Account, AccountAdjustment, AccountEvent, Contract } from '@billing-testkit/engine';
import { ListOrder } from './list-order.ts';

/** The order in which an account received the items that can be deleted from its lists. */
export class AccountOrder {
  readonly contracts = new ListOrder<Contract>();
  readonly adjustments = new ListOrder<AccountAdjustment>();

  /** Notes what an event, not yet applied to the account, adds to its lists and deletes from them. */
  note(account: Account, event: AccountEvent): void {
    switch (event.type) {
      case 'contractCreated':
        this.contracts.add(event.contract.contractId);
        break;
      case 'adjustmentAdded':
        this.adjustments.add(event.adjustment.adjustmentId);
        break;
      case 'contractDeleted':
        this.contracts.delete(event.contractId, account.contracts.get(event.contractId));
        break;
      case 'adjustmentsDeleted':
        for (const id of event.adjustmentIds) this.adjustments.delete(id, account.adjustments.get(id));
        break;
      default:
    }
  }
}

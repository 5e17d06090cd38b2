import type { Account, AccountAdjustment, AccountEvent } from '@billing-testkit/engine';
import { ListOrder, type ListOrderState } from './list-order.ts';

/** The part of an adjustment that its place in a list follows from. A deleted one is remembered by it. */
export type PlacedAdjustment = Omit<AccountAdjustment, 'description' | 'descriptions'>;

/** The order of an account's lists, as plain data. */
export interface AccountOrderState {
  readonly contracts: ListOrderState<string>;
  readonly adjustments: ListOrderState<PlacedAdjustment>;
}

/** The order in which an account received the items that can be deleted from its lists. */
export class AccountOrder {
  readonly contracts: ListOrder<string>;
  readonly adjustments: ListOrder<PlacedAdjustment>;

  /** Each list remembers at most `maxDeleted` deleted items. It is the order of a new account when no state is given. */
  constructor(maxDeleted: number, state?: AccountOrderState) {
    this.contracts = new ListOrder(maxDeleted, state?.contracts);
    this.adjustments = new ListOrder(maxDeleted, state?.adjustments);
  }

  get state(): AccountOrderState {
    return { contracts: this.contracts.state, adjustments: this.adjustments.state };
  }

  /** The number of deleted items that it remembers. */
  get deletedCount(): number {
    return this.contracts.deletedCount + this.adjustments.deletedCount;
  }

  /** Notes the items that an event, not yet applied to the account, adds to its lists and deletes from them. */
  note(account: Account, event: AccountEvent): void {
    switch (event.type) {
      case 'contractCreated':
        this.contracts.add(event.contract.contractId);
        break;
      case 'adjustmentAdded':
        this.adjustments.add(event.adjustment.adjustmentId);
        break;
      case 'contractDeleted':
        this.contracts.delete(event.contractId, account.contracts.get(event.contractId)?.contractId);
        break;
      case 'adjustmentsDeleted':
        for (const id of event.adjustmentIds) this.adjustments.delete(id, placed(account.adjustments.get(id)));
        break;
      default:
    }
  }
}

function placed(adjustment: AccountAdjustment | undefined): PlacedAdjustment | undefined {
  if (!adjustment) return undefined;
  const { description: _description, descriptions: _descriptions, ...place } = adjustment;
  return place;
}

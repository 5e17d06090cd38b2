import type { Decimal, Pricing } from '@billing-testkit/engine';
import type { SmallerUnit } from './units.ts';

/** A quantity of a counter, and the counter's pricing when it is not the price book's. */
export interface PricedQuantity {
  readonly counterName: string;
  readonly unit: string;
  readonly quantity: Decimal;
  /** The unit in which a reading may have the quantity, too. */
  readonly smaller?: SmallerUnit;
  /** The contract's pricing, which takes the place of the price book's. */
  readonly contractPrice?: Pricing;
  /** The part of a bill with the quantity's very amount: a line item, which is never split, or the bill, which has no other terms either. */
  readonly amountOf?: 'line item' | 'bill';
}

/** A quantity for each member: currencies may have other prices. */
export type QuantityFor = (member: string) => PricedQuantity;

/** A name of a catalog as a part of a label that a filter can say. */
export function wordOf(name: string): string {
  return name.replaceAll(',', ';').trim();
}

import type { Decimal } from '../values/exact.ts';

/** The way in which a quantity becomes an amount (§3). Prices are in minor units; `unit` is the unit of the quantity. */
export type Pricing = FlatPricing | TieredPricing | PackagePricing;

export type PricingModel = Pricing['model'];

/** Quantity × unit price. */
export interface FlatPricing {
  readonly model: 'FLAT';
  readonly unit?: string;
  readonly unitPrice: Decimal;
}

/**
 * `GRADUATED`: each unit at its own tier's price. `VOLUME`: all units at the price of the tier that the whole quantity falls
 * in.
 */
export interface TieredPricing {
  readonly model: 'GRADUATED' | 'VOLUME';
  readonly unit?: string;
  /** The tiers in rising order; only the last one is open. */
  readonly tiers: readonly Tier[];
}

export interface Tier {
  /** The last quantity of the tier (inclusive); `null` for the open one. */
  readonly upTo: Decimal | null;
  readonly unitPrice: Decimal;
}

/** Started packages × price per package. */
export interface PackagePricing {
  readonly model: 'PACKAGE';
  readonly unit?: string;
  readonly packageSize: Decimal;
  readonly packagePrice: Decimal;
}

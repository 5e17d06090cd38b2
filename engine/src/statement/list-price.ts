import type { ContractTerms } from '../model/statement-input.ts';
import type { Member, Policy } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { Rules } from '../rules/rules.ts';
import { exact, formatExact } from '../values/exact.ts';
import { priceIn } from './price.ts';

/** The price of a quantity of 1 of a counter: decimal strings in minor units, not rounded. */
export interface ListPrice {
  /** The price under the contract, with its discount taken off (§4). */
  readonly price: string;
  /** The price in the price book (§3). */
  readonly originalPrice: string;
  /** The pricing that counts under the contract. */
  readonly pricing: Pricing;
}

/** The price of a counter under a contract and without one. */
export function listPrice(
  counterName: string,
  contract: ContractTerms,
  member: Member,
  { policy, rules }: { readonly policy: Policy; readonly rules: Rules },
): ListPrice {
  const one = exact('1');
  const pricing = rules.pricing(counterName, contract, member, policy);
  const full = priceIn(rules, pricing, one);
  const discount = full.mul(exact(contract.discountRate ?? '0')).div(100);
  const original = priceIn(rules, rules.pricing(counterName, undefined, member, policy), one);
  return { price: formatExact(full.sub(discount)), originalPrice: formatExact(original), pricing };
}

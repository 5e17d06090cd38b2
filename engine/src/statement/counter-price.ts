import { BillingError } from '../errors/billing-error.ts';
import type { ReceivedReading } from '../model/received-reading.ts';
import type { Reading } from '../model/statement-input.ts';
import type { Policy } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import type { Rules } from '../rules/rules.ts';
import { type Exact, ONE } from '../values/exact.ts';
import type { Calculation } from './calculation.ts';

/** The pricing of a counter, and the factors that convert units to the price's. Each is found once, when it is first asked for. */
export class CounterPrice {
  readonly #counterName: string;
  readonly #calculation: Calculation;
  readonly #factors = new Map<string, Exact>();
  #pricing: Pricing | undefined;
  /** The unit that was asked for last, and its factor: most readings of a counter have one unit. */
  #lastUnit: string | undefined;
  #lastFactor = ONE;

  constructor(counterName: string, calculation: Calculation) {
    this.#counterName = counterName;
    this.#calculation = calculation;
  }

  get pricing(): Pricing {
    const { contract, member, policy, rules } = this.#calculation;
    this.#pricing ??= rules.pricing(this.#counterName, contract, member, policy);
    return this.#pricing;
  }

  /** The factor for a reading of the counter. Throws `UNIT_MISMATCH` when its unit does not convert. */
  factorOf(received: ReceivedReading): Exact {
    const { unit } = received.reading;
    if (unit !== this.#lastUnit) {
      this.#lastFactor = this.#factors.get(unit) ?? this.#findFactor(received);
      this.#lastUnit = unit;
    }
    return this.#lastFactor;
  }

  #findFactor(received: ReceivedReading): Exact {
    const pathOf = () => this.#calculation.pathOf?.(received);
    const factor = priceUnitFactor(received.reading, this.pricing, this.#calculation, pathOf);
    this.#factors.set(received.reading.unit, factor);
    return factor;
  }
}

/**
 * The number of the price's units in one of the reading's units (§2); 1 for a price without a unit, which takes the number
 * as it is. Throws `UNIT_MISMATCH` when the one does not convert into the other.
 */
export function priceUnitFactor(
  { counterName, unit }: Pick<Reading, 'counterName' | 'unit'>,
  pricing: Pricing,
  { policy, rules }: { readonly policy: Policy; readonly rules: Rules },
  pathOf: () => string | undefined,
): Exact {
  if (pricing.unit === undefined) return ONE;
  const factor = rules.unitFactor(unit, pricing.unit, policy.unitDimensions);
  if (factor) return factor;
  const path = pathOf();
  const message = `must convert to ${pricing.unit}, in which ${counterName} is priced`;
  throw new BillingError(
    'UNIT_MISMATCH',
    `${counterName} is priced per ${pricing.unit}, and ${unit} does not convert to it: send a unit that does.`,
    path === undefined ? [] : [{ path: `${path}/unit`, message }],
  );
}

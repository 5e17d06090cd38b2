import type { Measurement, Tally } from '../rules/rules.ts';
import { Increases, perResource } from '../rules/tallies.ts';
import { usageRules } from '../rules/usage-rules.ts';
import { type Exact, ZERO } from '../values/exact.ts';
import type { Alternatives } from './alternatives.ts';

/** §2: the sums of levels and of running meters. */
export const usageChoices: Pick<Alternatives, 'gauge' | 'cumulativeStart'> = {
  gauge: {
    LATEST: {
      defect: 'gauge-latest',
      sentence: 'A gauge is the latest reading of each resource, summed over the resources of the project.',
      rules: { gauge: usageRules.gauge },
    },
    PEAK: {
      defect: 'gauge-peak',
      sentence: 'A gauge is the highest reading of each resource, summed over the resources of the project.',
      rules: { gauge: perResource(() => new PeakLevel()) },
    },
    AVERAGE: {
      defect: 'gauge-averaged',
      sentence:
        'A gauge is the exact average of the readings of each resource, summed over the resources of the project.',
      rules: { gauge: perResource(() => new AverageLevel()) },
    },
    SUM: {
      defect: 'gauge-summed',
      sentence: 'A gauge is the sum of all its readings.',
      rules: { gauge: usageRules.delta },
    },
  },
  cumulativeStart: {
    BEFORE_MONTH: {
      defect: 'cumulative-from-before-month',
      sentence: 'A running meter starts from its last reading before the month, or from 0 when there is none.',
      rules: { cumulative: usageRules.cumulative },
    },
    FIRST_READING: {
      defect: 'cumulative-gap-lost',
      sentence:
        "A running meter starts from the month's first reading: what it ran since the reading before is not billed.",
      rules: { cumulative: perResource(() => new IncreasesInMonth()) },
    },
  },
};

class PeakLevel implements Tally {
  #peak = ZERO;

  add({ quantity }: Measurement): void {
    if (quantity.gt(this.#peak)) this.#peak = quantity;
  }

  quantity(): Exact {
    return this.#peak;
  }
}

class AverageLevel implements Tally {
  #total = ZERO;
  #count = 0;

  add({ quantity }: Measurement): void {
    this.#total = this.#total.add(quantity);
    this.#count += 1;
  }

  quantity(): Exact {
    return this.#count === 0 ? ZERO : this.#total.div(this.#count);
  }
}

/** The increases since the first reading of the month. */
class IncreasesInMonth implements Tally {
  readonly #increases = new Increases();
  #hasBegun = false;

  add(reading: Measurement): void {
    if (!this.#hasBegun) this.#increases.addEarlier(reading);
    this.#hasBegun = true;
    this.#increases.add(reading);
  }

  quantity(): Exact | undefined {
    return this.#increases.quantity();
  }
}

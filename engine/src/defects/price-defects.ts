import { standardRules } from '../rules/standard-rules.ts';
import { exact, floor } from '../values/exact.ts';
import { floatOf, ofFloat } from './binary-float.ts';
import type { Defect } from './defect.ts';

const packages = 'Packages are counted whole: the quantity by the size, rounded up.';

/** §3: which price a quantity has, and what packages cost. */
export const priceDefects: readonly Defect[] = [
  {
    name: 'price-prefix-ignored',
    sentence: 'Prices of a prefix are overlooked: `*` counts for every counter without a price of its own name.',
    section: 3,
    rule: 'The most specific price counts: the exact name, then the longest prefix, then `*`.',
    rules: {
      pricing(counterName, contract, member, policy) {
        const priceBook = policy.priceBook.filter(({ counter }) => !counter.endsWith('.*'));
        return standardRules.pricing(counterName, contract, member, { ...policy, priceBook });
      },
    },
  },
  {
    name: 'float-prices',
    sentence: 'Quantity and unit price are multiplied as binary floats.',
    section: 3,
    rule: 'Unit prices are decimals, and what a quantity costs is exact until it is rounded.',
    rules: { flat: (quantity, { unitPrice }) => ofFloat(floatOf(quantity) * Number(unitPrice)) },
  },
  {
    name: 'package-prorated',
    sentence: 'Part of a package costs part of its price.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) => quantity.div(exact(packageSize)).mul(exact(packagePrice)),
    },
  },
  {
    name: 'package-rounded-down',
    sentence: 'Only full packages are billed.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) =>
        quantity.div(exact(packageSize)).floor().mul(exact(packagePrice)),
    },
  },
  {
    name: 'package-begun-when-full',
    sentence: 'A package that is just full begins the next one.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) =>
        exact(floor(quantity.div(exact(packageSize))) + 1).mul(exact(packagePrice)),
    },
  },
];

import { adjustmentRules } from './adjustment-rules.ts';
import { carryRules } from './carry-rules.ts';
import { contractRules } from './contract-rules.ts';
import { creditRules } from './credit-rules.ts';
import { priceRules } from './price-rules.ts';
import type { Rules } from './rules.ts';
import { taxRules } from './tax-rules.ts';
import { usageRules } from './usage-rules.ts';

/** The billing rules as they are written. Replace one function and the engine is wrong in exactly that. */
export const standardRules: Rules = {
  ...usageRules,
  ...priceRules,
  ...contractRules,
  ...adjustmentRules,
  ...creditRules,
  ...taxRules,
  ...carryRules,
};

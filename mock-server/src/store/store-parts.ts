import type { Policy } from '@billing-testkit/engine';
import type { Capacity } from '../capacity/capacity.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { BillingCounts } from '../metrics/billing-counts.ts';
import type { Limits } from '../options/limits.ts';
import type { Calculations } from '../traces/traces.ts';
import type { AccountClocks } from './account-clocks.ts';
import type { AccountListener } from './account-listener.ts';

type StoreLimits = Pick<Limits, 'maxWaitingAdjustments' | 'maxDeletedItems'>;

/** The parts of the server that a store needs. */
export interface StoreParts {
  readonly policy: Policy;
  readonly rules: RulesInUse;
  readonly clocks: AccountClocks;
  /** Whether accounts have to be created before anything is done with them. */
  readonly isStrict: boolean;
  /** Counts the events of all accounts. */
  readonly billing: BillingCounts;
  readonly limits: StoreLimits;
  readonly capacity: Capacity;
  readonly calculations: Calculations;
  readonly listener?: AccountListener;
}

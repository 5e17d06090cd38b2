import type { Interaction } from './interaction.ts';
import { accountInteractions } from './interactions/accounts.ts';
import { adjustmentInteractions } from './interactions/adjustments.ts';
import { batchInteractions } from './interactions/batches.ts';
import { contractInteractions } from './interactions/contracts.ts';
import { creditInteractions } from './interactions/credits.ts';
import { meterInteractions } from './interactions/meters.ts';
import { paymentInteractions } from './interactions/payments.ts';
import { statementInteractions } from './interactions/statements.ts';

/** All requests of the SDK to a provider. */
export const interactions: readonly Interaction[] = [
  ...accountInteractions,
  ...adjustmentInteractions,
  ...batchInteractions,
  ...contractInteractions,
  ...creditInteractions,
  ...meterInteractions,
  ...paymentInteractions,
  ...statementInteractions,
];

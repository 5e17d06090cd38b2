import { accountHandlers } from './accounts.ts';
import { adjustmentHandlers } from './adjustments.ts';
import { batchHandlers } from './batches.ts';
import { calculationHandlers } from './calculations.ts';
import { clockHandlers } from './clocks.ts';
import { contractHandlers } from './contracts.ts';
import { creditHandlers } from './credits.ts';
import { explanationHandlers } from './explanations.ts';
import { faultHandlers } from './faults.ts';
import { fixtureHandlers } from './fixtures.ts';
import type { Handlers } from './handler.ts';
import { meterHandlers } from './meters.ts';
import { outboxHandlers } from './outbox.ts';
import { paymentHandlers } from './payments.ts';
import { requestHandlers } from './requests.ts';
import { snapshotHandlers } from './snapshots.ts';
import { statementHandlers } from './statements.ts';
import { testControlHandlers } from './test-controls.ts';
import { webhookHandlers } from './webhooks.ts';

/** The handler of each operation of the document. A missing, misspelt or wrongly typed handler does not compile. */
export const handlers = {
  ...accountHandlers,
  ...adjustmentHandlers,
  ...batchHandlers,
  ...calculationHandlers,
  ...clockHandlers,
  ...contractHandlers,
  ...creditHandlers,
  ...explanationHandlers,
  ...faultHandlers,
  ...fixtureHandlers,
  ...meterHandlers,
  ...outboxHandlers,
  ...paymentHandlers,
  ...requestHandlers,
  ...snapshotHandlers,
  ...statementHandlers,
  ...testControlHandlers,
  ...webhookHandlers,
} satisfies Handlers;

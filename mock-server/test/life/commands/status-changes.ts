import fc from 'fast-check';
import { month } from '../arbitraries.ts';
import type { Call } from '../life-server.ts';
import { mayBecome, type PaymentStatus, paymentStatuses } from '../model/payment-states.ts';
import { changeStatus } from '../model/status-changes.ts';
import { expectSame, type Step, step } from '../step.ts';

/** Those that a month can leave again, and be moved to. */
const livelier: readonly PaymentStatus[] = ['READY', 'REGISTERED', 'PENDING', 'FAILED', 'PAID'];

export const changePaymentStatus: fc.Arbitrary<Step> = fc
  .tuple(month, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...livelier) }, fc.constantFrom(...paymentStatuses)))
  .map(([changed, to]) =>
    step(
      `PUT /billing/admin/payments/${changed}/status {paymentStatusCode: ${to}}`,
      async (life, server) => {
        const body = { paymentGroupId: life.paymentGroupId(changed), paymentStatusCode: to };
        const call: Call = { method: 'PUT', path: `/billing/admin/payments/${changed}/status`, body };
        await expectSame(server, call, () => changeStatus(life, changed, to));
      },
      (life) => mayBecome(life.find(changed)?.status ?? 'CANCELLED', to),
    ),
  );

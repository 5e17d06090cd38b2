import fc from 'fast-check';
import type { Call } from '../account-server.ts';
import { month } from '../arbitraries.ts';
import { mayBecome, type PaymentStatus, paymentStatuses } from '../model/payment-states.ts';
import { changeStatus } from '../model/status-changes.ts';
import { expectSame, type Step, step } from '../step.ts';

/** The states that a month can leave again, and be moved to. */
const livelier: readonly PaymentStatus[] = ['READY', 'REGISTERED', 'PENDING', 'FAILED', 'PAID'];

export const changePaymentStatus: fc.Arbitrary<Step> = fc
  .tuple(month, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...livelier) }, fc.constantFrom(...paymentStatuses)))
  .map(([changed, to]) =>
    step(
      `PUT /billing/admin/payments/${changed}/status {paymentStatusCode: ${to}}`,
      async (account, server) => {
        const body = { paymentGroupId: account.paymentGroupId(changed), paymentStatusCode: to };
        const call: Call = { method: 'PUT', path: `/billing/admin/payments/${changed}/status`, body };
        await expectSame(server, call, () => changeStatus(account, changed, to));
      },
      (account) => mayBecome(account.find(changed)?.status ?? 'CANCELLED', to),
    ),
  );

import type { ErrorCode } from '@billing-testkit/contracts';

const statuses = {
  NOT_FOUND: 404,
  INVALID_TRANSITION: 409,
  OVERPAYMENT: 409,
  STATEMENT_FINALIZED: 409,
  PAYMENT_DECLINED: 402,
} as const satisfies Partial<Record<ErrorCode, number>>;

/** The error that the model throws for a refused command. The model is unchanged then, except after a declined payment. */
export class Refused extends Error {
  readonly status: number;
  readonly code: keyof typeof statuses;

  constructor(code: keyof typeof statuses) {
    super(code);
    this.code = code;
    this.status = statuses[code];
  }
}

/** Every reason for which the engine refuses. What an HTTP API answers to each is that API's business. */
export type BillingErrorCode =
  | 'VALIDATION_ERROR'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'COUNTER_TYPE_CONFLICT'
  | 'UNIT_MISMATCH'
  | 'CURRENCY_MISMATCH'
  | 'AMOUNT_OUT_OF_RANGE'
  | 'STATEMENT_FINALIZED'
  | 'INVALID_TRANSITION'
  | 'OVERPAYMENT'
  | 'COUPON_REDEEMED';

/** What is wrong with one field: a JSON pointer into the input and a sentence that says what to do. */
export interface ErrorDetail {
  readonly path: string;
  readonly message: string;
}

/** A refusal. Nothing has been changed when it is thrown. */
export class BillingError extends Error {
  override readonly name = 'BillingError';
  readonly code: BillingErrorCode;
  /** What is wrong, field by field: at most 50 fields, the first ones. The message says how many more there are. */
  readonly details: readonly ErrorDetail[];

  constructor(code: BillingErrorCode, message: string, details: readonly ErrorDetail[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }

  static amountOutOfRange(amount: bigint | number): BillingError {
    return new BillingError(
      'AMOUNT_OUT_OF_RANGE',
      `A figure of this bill would be ${amount}, beyond the largest amount of money, 9007199254740991 minor units.`,
    );
  }
}

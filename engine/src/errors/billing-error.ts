/** The codes of all reasons for which the engine refuses. An HTTP API chooses its own answer to each. */
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
  | 'COUPON_REDEEMED'
  | 'CLOCK_BACKWARDS';

/** A mistake in one field: a JSON pointer into the input, and a sentence that says how to put it right. */
export interface ErrorDetail {
  readonly path: string;
  readonly message: string;
}

type Sentence = string | ((path: string) => string);

/** A refusal. Nothing has been changed when it is thrown. */
export class BillingError extends Error {
  override readonly name = 'BillingError';
  readonly code: BillingErrorCode;
  /** The mistakes, field by field: at most 50 fields, the first ones. The message says how many more there are. */
  readonly details: readonly ErrorDetail[];

  readonly #sentence: Sentence;

  /** A sentence that names its first field is given as a function of that field's path. */
  constructor(code: BillingErrorCode, sentence: Sentence, details: readonly ErrorDetail[] = []) {
    super(typeof sentence === 'string' ? sentence : sentence(details[0]?.path ?? ''));
    this.#sentence = sentence;
    this.code = code;
    this.details = details;
  }

  /** The same refusal with its fields called otherwise, for an API that has names of its own for them. */
  renamed(rename: (path: string) => string): BillingError {
    const details = this.details.map((detail) => ({ ...detail, path: rename(detail.path) }));
    return new BillingError(this.code, this.#sentence, details);
  }

  static amountOutOfRange(amount: bigint | number): BillingError {
    return new BillingError(
      'AMOUNT_OUT_OF_RANGE',
      `A figure of this bill would be ${amount}, beyond the largest amount of money, 9007199254740991 minor units.`,
    );
  }
}

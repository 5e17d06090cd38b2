/** Thrown by a handler whose request took effect, but whose answer is to be lost on its way (`tok_network_error`). */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
  /** The answer that was lost. A repeated request with the same idempotency key receives it. */
  readonly fields: object;

  constructor(fields: object) {
    super('The answer is lost on its way.');
    this.fields = fields;
  }
}

/** Thrown by a handler whose request took effect, but whose answer is to be lost on its way (`tok_network_error`). */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
  /** What would have been answered, and is when the request is repeated by its idempotency key. */
  readonly fields: object;

  constructor(fields: object) {
    super('The answer is lost on its way.');
    this.fields = fields;
  }
}

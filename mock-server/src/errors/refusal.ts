import type { ErrorCode, Schema } from '@billing-testkit/contracts';
import { BillingError } from '@billing-testkit/engine';

export type ErrorDetail = Schema<'ErrorDetail'>;

/** The number of fields that a refusal names; it only counts the others. */
const MAX_DETAILS = 50;

interface RefusalOptions extends ErrorOptions {
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The refusal of a request: one of the document's error codes, and the fields that are wrong. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, details: readonly ErrorDetail[] = [], options: RefusalOptions = {}) {
    super(message, options);
    this.code = code;
    this.details = details;
    this.headers = options.headers ?? {};
  }

  /** A refusal for one field. */
  static ofField(code: ErrorCode, path: string, message: string): Refusal {
    return new Refusal(code, sentence(`${path || 'The body'} ${message}`), [{ path, message }]);
  }

  static notFound(what: string): Refusal {
    return new Refusal('NOT_FOUND', `There is no ${what}.`);
  }

  /** Throws `VALIDATION_ERROR` when fields are wrong: it names the first 50 and counts the others. */
  static refuseFields(wrong: Iterable<ErrorDetail>): void {
    const details: ErrorDetail[] = [];
    let more = -1;
    for (const detail of wrong) {
      more += 1;
      if (details.length < MAX_DETAILS) details.push(detail);
    }
    const [first] = details;
    if (!first) return;
    const others = more > 0 ? ` (and ${more} more)` : '';
    const told = sentence(`The request is not valid: ${first.path || 'The body'} ${first.message}${others}`);
    throw new Refusal('VALIDATION_ERROR', told, details);
  }
}

/** A question that suggests something has its mark already. */
function sentence(text: string): string {
  return text.endsWith('?') ? text : `${text}.`;
}

export function methodNotAllowed(method: string, methods: readonly string[]): Refusal {
  const allow = methods.join(', ');
  const message = `This path does not take ${method}: it takes ${allow}.`;
  return new Refusal('METHOD_NOT_ALLOWED', message, [], { headers: { Allow: allow } });
}

/** Makes a refusal of a thrown error; `undefined` when the error is a fault of the server. */
export function toRefusal(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof BillingError) return new Refusal(thrown.code, thrown.message, thrown.details);
  return undefined;
}

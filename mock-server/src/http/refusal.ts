import type { ErrorCode, Schema } from '@billing-testkit/contracts';
import { BillingError } from '@billing-testkit/engine';

export type ErrorDetail = Schema<'ErrorDetail'>;

interface RefusalOptions extends ErrorOptions {
  /** What the answer carries besides. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is not done as asked: one of the document's error codes, and what is wrong with what. */
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

  /** Of one field. */
  static ofField(code: ErrorCode, path: string, message: string): Refusal {
    return new Refusal(code, `${path} ${message}.`, [{ path, message }]);
  }

  static notFound(what: string): Refusal {
    return new Refusal('NOT_FOUND', `There is no ${what}.`);
  }
}

export function methodNotAllowed(method: string, methods: readonly string[]): Refusal {
  const allow = methods.join(', ');
  const message = `${method} is not what this path does: it takes ${allow}.`;
  return new Refusal('METHOD_NOT_ALLOWED', message, [], { headers: { Allow: allow } });
}

/** What was thrown, as a refusal; `undefined` when it is a fault of the server. */
export function toRefusal(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof BillingError) return new Refusal(thrown.code, thrown.message, thrown.details);
  return undefined;
}

/** Does what `action` does; when the engine refuses, the paths it names are said in the request's own words. */
export function inWordsOf<Result>(translate: (path: string) => string, action: () => Result): Result {
  try {
    return action();
  } catch (thrown) {
    throw translated(thrown, translate);
  }
}

function translated(thrown: unknown, translate: (path: string) => string): unknown {
  if (!(thrown instanceof BillingError)) return thrown;
  const { code, message, details } = thrown;
  const sentence = details.reduce((text, { path }) => text.replace(path, () => translate(path)), message);
  const inWords = details.map((detail) => ({ ...detail, path: translate(detail.path) }));
  return new Refusal(code, sentence, inWords, { cause: thrown });
}

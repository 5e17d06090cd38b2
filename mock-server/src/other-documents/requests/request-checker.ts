import type { ErrorDetail } from '../../errors/refusal.ts';
import { Checker } from '../checking/checker.ts';
import { Generator } from '../generating/generator.ts';
import { checkingRequest } from '../patterns/match.ts';
import type { RealisticSource } from '../realistic/realistic-source.ts';
import type { Schema } from '../schemas/schema.ts';

/**
 * Checks requests. A schema that no value is valid against is a mistake of the document, and would refuse every request: it is not
 * checked. This is found out when it refuses a value for the first time.
 */
export class RequestChecker extends Checker {
  readonly #generator: Generator;

  constructor(source: RealisticSource) {
    super('request');
    this.#generator = new Generator(source, new Checker('request'));
  }

  override isValid(schema: Schema, value: unknown): boolean {
    return checkingRequest(() => super.isValid(schema, value));
  }

  override mistakes(schema: Schema, value: unknown, path: string): ErrorDetail[] {
    const found = checkingRequest(() => super.mistakes(schema, value, path));
    return found.length > 0 && !this.#generator.canMake(schema) ? [] : found;
  }
}

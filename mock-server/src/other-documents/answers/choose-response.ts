import { Refusal } from '../../errors/refusal.ts';
import type { Operation, ResponseOf } from '../operations/operation.ts';

/** A response of an operation, and the status that it is sent with. */
export interface ChosenResponse {
  readonly status: number;
  readonly response: ResponseOf | undefined;
}

/** The status without a body of an operation that describes no response. */
const NO_CONTENT = 204;

/** The lowest and highest status that ends a request. */
const LOWEST = 200;
const HIGHEST = 599;

/**
 * The response with the status that the request prefers, else the best one: the lowest success, then any success, `default`, a
 * redirection, and the lowest other one. Throws `VALIDATION_ERROR` for a status that the operation does not describe.
 */
export function chooseResponse({ responses }: Operation, code: string | undefined): ChosenResponse {
  return code === undefined ? best(responses) : preferred(responses, code);
}

function preferred(responses: readonly ResponseOf[], code: string): ChosenResponse {
  const status = Number(code);
  const isStatus = /^\d{3}$/.test(code) && status >= LOWEST && status <= HIGHEST;
  const found = [code, `${code.slice(0, 1)}XX`, 'default'].map((name) => responses.find((one) => one.status === name));
  const response = isStatus ? found.find((one) => one !== undefined) : undefined;
  if (response) return { status, response };
  const known = responses.map((one) => one.status).join(', ') || 'none';
  throw Refusal.ofField(
    'VALIDATION_ERROR',
    'header/prefer',
    `asks for the code ${code.slice(0, 20)}, which the operation does not describe (it describes ${known})`,
  );
}

function best(responses: readonly ResponseOf[]): ChosenResponse {
  const ranked = responses
    .map((response) => ({ status: statusOf(response), response }))
    .filter(({ status }) => status >= LOWEST && status <= HIGHEST)
    .sort((one, other) => rank(one) - rank(other));
  return ranked[0] ?? { status: NO_CONTENT, response: undefined };
}

/** The status that a response is sent with: the first of its range, and 200 for `default`. */
function statusOf({ status }: ResponseOf): number {
  return status === 'default' ? LOWEST : Number(status.replace('XX', '00'));
}

function rank({ status, response }: { readonly status: number; readonly response: ResponseOf }): number {
  const isExact = /^\d+$/.test(response.status);
  if (response.status === 'default') return LOWEST + 150;
  return status + (isExact ? 0 : 50);
}

/** Whether an answer of this status has a body. */
export function hasBody(status: number): boolean {
  return status !== NO_CONTENT && status !== 205 && status !== 304;
}

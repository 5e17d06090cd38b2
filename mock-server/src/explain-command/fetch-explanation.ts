import type { Schema, SuccessBody } from '@billing-testkit/contracts';
import { ExplainError } from './explain-error.ts';

export type Explanation = SuccessBody<'explainStatement'>;

/** The bill to explain, and the server that has it. */
export interface ExplainRequest {
  readonly uuid: string;
  readonly month: string;
  /** The URL of the server, with the prefix of a proxy if there is one. */
  readonly url: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Asks the server for the figures of a bill. It asks one of the mock's own controls only, so that the account's journal, faults and rate limit
 * stay as they are. Rejects with an `ExplainError` when there is no such bill or no such server.
 */
export async function fetchExplanation(request: ExplainRequest): Promise<Explanation> {
  const { uuid, month, url } = request;
  const { status, text } = await answerTo(request);
  const answer = parsed(text);
  if (isRefusal(answer) && answer.error !== 'NOT_FOUND')
    throw new ExplainError('OTHER_ANSWER', `${url} does not explain the bill: ${answer.header.resultMessage}`);
  if (isRefusal(answer) && answer.header.resultMessage.startsWith(`There is no account ${uuid}`))
    throw noAccount(request);
  if (!isExplanation(answer))
    throw new ExplainError(
      'OTHER_ANSWER',
      `What answers at ${url} (status ${status}) is no billing mock server that explains bills.`,
    );
  if (!answer.accountExists) throw noAccount(request);
  if (answer.bill) return answer;
  throw new ExplainError(
    'NO_STATEMENT',
    `The account ${uuid} has no statement of ${month}: calculate it first, by POST /billing/admin/calculations.`,
  );
}

function noAccount({ uuid, url }: ExplainRequest): ExplainError {
  return new ExplainError('NO_ACCOUNT', `There is no account ${uuid} at ${url}.`);
}

async function answerTo({ uuid, month, url }: ExplainRequest): Promise<{ status: number; text: string }> {
  const init = { headers: { uuid, accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) };
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/test/explain/${month}`, init);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw unreachable(url, cause);
  }
}

function unreachable(url: string, cause: unknown): ExplainError {
  const advice = 'Start one with npx billing-mock-server, or name another one by --url or MOCK_SERVER_URL.';
  return new ExplainError('UNREACHABLE', `No server answers at ${url} (${reasonOf(cause)}). ${advice}`, { cause });
}

/** The errors of the system that a wrong URL mostly leads to. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ECONNRESET: 'the connection was reset',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing came within ${TIMEOUT_MS / 1_000} seconds`;
  const { cause = error } = error;
  if (!(cause instanceof Error)) return error.message;
  const code = 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? (cause.message || code);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRefusal(answer: unknown): answer is Schema<'ErrorEnvelope'> {
  return hasHeader(answer) && 'error' in answer && typeof answer.header.resultMessage === 'string';
}

/** The figures are texts whatever they are of, so that nothing that is printed can be anything else. */
function isExplanation(answer: unknown): answer is Explanation {
  if (!(hasHeader(answer) && 'accountExists' in answer && 'figures' in answer)) return false;
  const { figures } = answer;
  return (
    Array.isArray(figures) &&
    figures.every((figure) => typeof figure?.exact === 'string' && typeof figure.value === 'string')
  );
}

function hasHeader(answer: unknown): answer is { readonly header: { readonly resultMessage?: unknown } } {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'header' in answer &&
    typeof answer.header === 'object' &&
    answer.header !== null
  );
}

import { problemOf, rateLimitAdvice, TargetProblem } from '../accounts/target-problem.ts';
import type { LoadTarget } from '../load/load-limits.ts';
import { outcomeOfStatus } from '../load/outcome.ts';
import type { LoadRequest } from '../requests/load-request.ts';
import type { Workload } from '../requests/workloads.ts';
import type { BareAnswers } from '../servers/bare-server.ts';
import type { RequestSource } from './request-source.ts';

/**
 * The target's answer to a request of each kind, by method and path. They show that the load will be understood, and are what the
 * bare server answers. Throws a `TargetProblem` for an answer that is not a JSON object with a status 2xx.
 */
export async function sampleAnswers(
  target: LoadTarget,
  timeoutMs: number,
  workload: Workload,
  source: RequestSource,
): Promise<BareAnswers> {
  const answers: Record<string, object> = {};
  for (const kind of workload.kinds) {
    const request = source.ofKind(kind);
    const { status, text } = await answerTo(target, request, timeoutMs);
    source.note({ request, outcome: outcomeOfStatus(status), latencyMs: 0, atMs: 0 });
    const answer = status >= 200 && status < 300 ? objectIn(text) : undefined;
    if (!answer) throw new TargetProblem(sentenceAbout(target.url, request, status, text));
    answers[`${request.method} ${request.path}`] = answer;
  }
  return answers;
}

async function answerTo(target: LoadTarget, request: LoadRequest, timeoutMs: number) {
  const { method, path, body } = request;
  const url = target.url.replace(/\/$/, '') + path;
  try {
    const response = await fetch(url, {
      method,
      headers: target.headersOf(request),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && { body }),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new TargetProblem(`${target.url} does not answer ${method} ${path}.`, { cause });
  }
}

function objectIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const MOST_TEXT = 200;

function sentenceAbout(url: string, { method, path }: LoadRequest, status: number, text: string): string {
  const advice = status === 429 ? ` ${rateLimitAdvice}` : '';
  const excerpt = text.replaceAll(/[^\u0020-\u007e]+/g, ' ').slice(0, MOST_TEXT);
  return `${url} answers ${status} to ${method} ${path}, and not what the billing API says: ${excerpt}${advice}`;
}

/** The answer of `act`; errors of the billing API are told as problems of the target. */
export async function orProblem<Result>(url: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    throw problemOf(url, error);
  }
}

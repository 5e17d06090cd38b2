import { UsageError } from '../budgets/usage-error.ts';
import type { MeasuredTarget } from '../runs/run-settings.ts';
import { startMock } from '../servers/child-server.ts';
import { isLoopback } from '../servers/loopback.ts';
import type { TargetOptions } from './task.ts';

/** A target that is ready, and the function that releases it. */
export interface OpenTarget {
  readonly target: MeasuredTarget;
  close(): Promise<void>;
}

/**
 * The target that the options name, or a mock server in a process of its own. Throws a `UsageError` for an address of another machine
 * unless the options allow it, and for a rate limit of a server that is not ours.
 */
export async function openTarget(options: TargetOptions): Promise<OpenTarget> {
  const { target: url, timeout: timeoutMs, header = {}, rateLimit } = options;
  if (url !== undefined) return { target: namedTarget(url, options), close: async () => undefined };
  const server = await startMock(rateLimit);
  const target = { url: server.url, headers: header, timeoutMs, isOwn: true, isLimitTested: rateLimit !== undefined };
  return { target: { ...target, memoryBytes: server.memoryBytes, hasEnded: server.hasEnded }, close: server.stop };
}

function namedTarget(address: string, options: TargetOptions): MeasuredTarget {
  const { timeout: timeoutMs, header = {}, rateLimit, allowRemote } = options;
  if (rateLimit !== undefined) {
    throw new UsageError(
      '--rate-limit is for the server that this command starts: start yours with the limit to test.',
    );
  }
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (!allowRemote && !isLoopback(url.href)) {
    throw new UsageError(
      `${url.host} is not this machine. Add --allow-remote if you may send load to it: its owner should know.`,
    );
  }
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const credentials: Record<string, string> =
    username === '' && password === '' ? {} : { authorization: `Basic ${login}` };
  return {
    url: url.pathname === '/' ? url.origin : url.href.replace(/\/+$/, ''),
    headers: { ...credentials, ...header },
    timeoutMs,
    isOwn: false,
    isLimitTested: false,
  };
}

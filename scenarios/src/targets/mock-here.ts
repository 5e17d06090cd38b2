import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { startMockServer } from '@billing-testkit/mock-server';
import type { Mock, MockSettings } from './mock.ts';

/** Starts a mock server without rate limit in this thread. Rejects when it can't start. */
export async function startMockHere({ policy, defects }: MockSettings): Promise<Mock> {
  const rules = rulesWith(
    defects.flatMap((name) => defectNamed(name, policy) ?? []),
    policy,
  );
  const { url, close } = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0, policy, rules });
  return { url, stop: close };
}

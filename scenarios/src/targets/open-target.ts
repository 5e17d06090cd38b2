import type { Policy } from '@billing-testkit/engine';
import { UsageError } from '../matrices/usage-errors.ts';
import { AdapterTarget } from './adapter-target.ts';
import type { ApiConnection } from './api-connection.ts';
import { loadTarget } from './load-module.ts';
import { type Mock, type MockSettings, startMock } from './mock.ts';
import type { Target } from './target.ts';
import {
  checkTargetOptions,
  DEFAULT_TIMEOUT_MS,
  kindOfTarget,
  type TargetKind,
  type TargetOptions,
} from './target-options.ts';
import { withoutCredentials } from './without-credentials.ts';

/** A target that is ready, and the function that releases its resources. */
export interface OpenTarget {
  readonly target: Target;
  close(): Promise<void>;
}

/** Starts a mock server. */
export type StartMock = (settings: MockSettings) => Promise<Mock>;

/** The policy that bills, and the function that starts a mock server. */
interface Surroundings {
  readonly policy: Policy;
  readonly start: StartMock;
}

type Open = (named: string, options: TargetOptions, surroundings: Surroundings) => Promise<OpenTarget>;

const openers: Readonly<Record<TargetKind, Open>> = { mock: openMock, URL: openApi, module: openAdapter };

/**
 * Opens a target by its name: `mock` starts a mock server, a URL is a system that speaks the billing API, a path is a module that
 * exports a `Target`. A mock server is started in a thread of its own unless `start` does otherwise. Throws a `UsageError` when there is no such target or when an option does not fit it.
 */
export async function openTarget(
  named: string,
  options: TargetOptions,
  policy: Policy,
  start: StartMock = startMock,
): Promise<OpenTarget> {
  checkTargetOptions(named, options, policy);
  return openers[kindOfTarget(named)](named, options, { policy, start });
}

async function openMock(_: string, options: TargetOptions, { policy, start }: Surroundings): Promise<OpenTarget> {
  const { defects = [] } = options;
  const mock = await start({ policy, defects });
  const name = defects.length === 0 ? 'mock' : `mock with ${defects.join(' and ')}`;
  return { target: await apiTarget({ url: mock.url, name }, options, policy), close: mock.stop };
}

async function openApi(url: string, options: TargetOptions, { policy }: Surroundings): Promise<OpenTarget> {
  try {
    return { target: await apiTarget({ url }, options, policy), close: async () => undefined };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const address = withoutCredentials(url);
    throw new UsageError(`${address} is no address of a billing API: write an http or https URL without query.`, {
      cause,
    });
  }
}

async function openAdapter(file: string, { timeoutMs = DEFAULT_TIMEOUT_MS }: TargetOptions): Promise<OpenTarget> {
  const { value } = await loadTarget(file);
  const target = new AdapterTarget(value, timeoutMs);
  return { target, close: () => target.close() };
}

/** A system that speaks the billing API. Its client is loaded only when there is one, as it takes a while. */
async function apiTarget(
  place: Pick<ApiConnection, 'url' | 'name'>,
  options: TargetOptions,
  policy: Policy,
): Promise<Target> {
  const { via, timeoutMs, headers, keepsAccounts } = options;
  const connection = { ...place, timeoutMs, headers };
  if (via === 'preview') {
    const { PreviewTarget } = await import('./preview-target.ts');
    return new PreviewTarget({ ...connection, policy });
  }
  const { ApiTarget } = await import('./api-target.ts');
  return new ApiTarget({ ...connection, keepsAccounts });
}

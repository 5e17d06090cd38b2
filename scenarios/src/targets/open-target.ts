import { canCombine, defectNamed, defectNamesLike, type Policy } from '@billing-testkit/engine';
import type { Via } from '../cases/reference.ts';
import { didYouMean } from '../matrices/did-you-mean.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { AdapterTarget } from './adapter-target.ts';
import { type ApiConnection, withoutCredentials } from './api-connection.ts';
import { ApiTarget } from './api-target.ts';
import { isModulePath, loadTarget } from './load-module.ts';
import { startMock } from './mock.ts';
import { PreviewTarget } from './preview-target.ts';
import type { Target } from './target.ts';

const DEFAULT_TIMEOUT_MS = 10_000;

/** The options with which a target that is named is opened and asked. */
export interface TargetOptions {
  /** The way in which a case is asked for; by account when absent. */
  readonly via?: Via | undefined;
  /** The time for one request, or for one case of an adapter, in milliseconds; 10 000 when absent. */
  readonly timeoutMs?: number | undefined;
  /** Headers of every request to a URL, like credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Whether accounts stay, to be looked at. Each is deleted once its bill is read when absent. */
  readonly keepsAccounts?: boolean | undefined;
  /** The names of the defects of a mock. */
  readonly defects?: readonly string[] | undefined;
}

/** A target that is ready, and the function that releases what it holds. */
export interface OpenTarget {
  readonly target: Target;
  close(): Promise<void>;
}

/**
 * Opens a target by its name: `mock` starts a mock server, a URL is a system that speaks the billing API, a path is a module that
 * exports a `Target`. Throws a `UsageError` when there is no such target or when an option does not fit it.
 */
export async function openTarget(named: string, options: TargetOptions, policy: Policy): Promise<OpenTarget> {
  if (options.keepsAccounts && options.via === 'preview') {
    throw new UsageError('--keep-accounts is for --via account: a preview leaves no account behind.');
  }
  if (named === 'mock') return openMock(options, policy);
  if (options.defects?.length)
    throw new UsageError('--defect is for --target mock: another target is wrong by itself.');
  if (isUrl(named)) return openApi(named, options, policy);
  if (isModulePath(named)) return openAdapter(named, options);
  const isHost = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(named) && /[.:]/.test(named);
  const hint = isHost ? ` Did you mean http://${named}?` : didYouMean(named, ['mock']);
  throw new UsageError(`There is no target ${named}: name mock, a URL or a module like ./my-adapter.js.${hint}`);
}

/** Whether the name of a target is the address of a system that speaks the billing API. */
export function isUrl(named: string): boolean {
  return /^https?:/i.test(named);
}

async function openMock(options: TargetOptions, policy: Policy): Promise<OpenTarget> {
  const names = options.defects ?? [];
  checkDefects(names, policy);
  const mock = await startMock({ policy, defects: names });
  const name = names.length === 0 ? 'mock' : `mock with ${names.join(' and ')}`;
  return { target: apiTarget({ url: mock.url, name }, options, policy), close: mock.stop };
}

function openApi(url: string, options: TargetOptions, policy: Policy): OpenTarget {
  try {
    return { target: apiTarget({ url }, options, policy), close: async () => undefined };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const address = withoutCredentials(url);
    throw new UsageError(`${address} is no address of a billing API: write an http or https URL without query.`, {
      cause,
    });
  }
}

async function openAdapter(file: string, options: TargetOptions): Promise<OpenTarget> {
  const { headers, keepsAccounts, via, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  if (headers) throw new UsageError('--header is for URLs: an adapter sends what it wants.');
  if (keepsAccounts) throw new UsageError('--keep-accounts is for URLs: an adapter deletes what it wants.');
  if (via === 'preview') throw new UsageError('--via preview is for URLs and mock: an adapter lives every case.');
  const { value } = await loadTarget(file);
  const target = new AdapterTarget(value, timeoutMs);
  return { target, close: () => target.close() };
}

function apiTarget(place: Pick<ApiConnection, 'url' | 'name'>, options: TargetOptions, policy: Policy): Target {
  const { via, timeoutMs, headers, keepsAccounts } = options;
  const connection = { ...place, timeoutMs, headers };
  return via === 'preview'
    ? new PreviewTarget({ ...connection, policy })
    : new ApiTarget({ ...connection, keepsAccounts });
}

function checkDefects(names: readonly string[], policy: Policy): void {
  const unknown = names.find((name) => !defectNamed(name, policy));
  if (unknown !== undefined) {
    const [nearest] = defectNamesLike(unknown);
    const hint = nearest === undefined ? 'billing-matrix defects lists them.' : `Did you mean ${nearest}?`;
    throw new UsageError(`There is no defect ${unknown}. ${hint}`);
  }
  const chosen = names.flatMap((name) => defectNamed(name, policy) ?? []);
  for (const [index, one] of chosen.entries()) {
    const rival = chosen.slice(index + 1).find((other) => !canCombine(one, other));
    if (rival) throw new UsageError(`No engine can have both ${one.name} and ${rival.name}: they break the same rule.`);
  }
}

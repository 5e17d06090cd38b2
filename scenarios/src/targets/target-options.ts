import { canCombine, defectNamed, defectNamesLike, type Policy } from '@billing-testkit/engine';
import type { Via } from '../cases/reference.ts';
import { didYouMean } from '../matrices/did-you-mean.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { isModulePath } from './load-module.ts';

/** The time for one request, or for one case of an adapter. */
export const DEFAULT_TIMEOUT_MS = 10_000;

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

/** The kinds of target that can be named. */
export type TargetKind = 'mock' | 'URL' | 'module';

/** The kind of a target by its name. Throws a `UsageError` when there is no such target. */
export function kindOfTarget(named: string): TargetKind {
  if (named === 'mock') return 'mock';
  if (isUrl(named)) return 'URL';
  if (isModulePath(named)) return 'module';
  const isHost = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(named) && /[.:]/.test(named);
  const hint = isHost ? ` Did you mean http://${named}?` : didYouMean(named, ['mock']);
  throw new UsageError(`There is no target ${named}: name mock, a URL or a module like ./my-adapter.js.${hint}`);
}

/** Whether the name of a target is the address of a system that speaks the billing API. */
export function isUrl(named: string): boolean {
  return /^https?:/i.test(named);
}

/** Throws a `UsageError` when there is no such target, or when an option does not fit it. It looks at the words only: nothing is opened. */
export function checkTargetOptions(named: string, options: TargetOptions, policy: Policy): void {
  const { via, headers, keepsAccounts, defects = [] } = options;
  if (keepsAccounts && via === 'preview') {
    throw new UsageError('--keep-accounts is for --via account: a preview leaves no account behind.');
  }
  const kind = kindOfTarget(named);
  if (kind === 'mock') checkDefects(defects, policy);
  else if (defects.length > 0) {
    throw new UsageError('--defect is for --target mock: another target is wrong by itself.');
  }
  if (kind !== 'module') return;
  if (headers) throw new UsageError('--header is for URLs: an adapter sends what it wants.');
  if (keepsAccounts) throw new UsageError('--keep-accounts is for URLs: an adapter deletes what it wants.');
  if (via === 'preview')
    throw new UsageError('--via preview is for URLs and mock: an adapter bills every case itself.');
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

import { canCombine, defectNamed, defects, type Policy } from '@billing-testkit/engine';
import type { TargetOptions } from '../cli/task.ts';
import { didYouMean, UsageError } from '../matrices/usage-errors.ts';
import { AdapterTarget } from './adapter-target.ts';
import { type ApiConnection, withoutCredentials } from './api-connection.ts';
import { ApiTarget } from './api-target.ts';
import { isModulePath, loadTarget } from './load-module.ts';
import { startMock } from './mock.ts';
import { PreviewTarget } from './preview-target.ts';
import type { Target } from './target.ts';

/** A target, and what it takes to let go of it. */
export interface OpenTarget {
  readonly target: Target;
  close(): Promise<void>;
}

/** Gets hold of the target that was asked for. Throws a `UsageError` for one that can't be. */
export async function openTarget(options: TargetOptions, policy: Policy): Promise<OpenTarget> {
  const { target: asked, defect = [], via } = options;
  if (options.keepAccounts && via === 'preview') {
    throw new UsageError('--keep-accounts is for --via account: a preview leaves no account behind.');
  }
  if (asked === 'mock') return openMock(options, policy);
  if (defect.length > 0) throw new UsageError('--defect is for --target mock: another target is wrong by itself.');
  if (/^https?:/i.test(asked)) return openApi(asked, options, policy);
  if (isModulePath(asked)) return openAdapter(asked, options);
  const isHost = /^[\w.-]+(?::\d+)?(?:\/|$)/.test(asked) && /[.:]/.test(asked);
  const hint = isHost ? ` Did you mean http://${asked}?` : didYouMean(asked, ['mock']);
  throw new UsageError(`There is no target ${asked}: name mock, a URL or a module like ./my-adapter.js.${hint}`);
}

async function openMock(options: TargetOptions, policy: Policy): Promise<OpenTarget> {
  const { defect = [] } = options;
  checkDefects(defect);
  const mock = await startMock({ policy, defects: defect });
  const name = defect.length === 0 ? 'mock' : `mock with ${defect.join(' and ')}`;
  return { target: apiTarget({ url: mock.url, name }, options, policy), close: mock.stop };
}

function openApi(url: string, options: TargetOptions, policy: Policy): OpenTarget {
  try {
    return { target: apiTarget({ url }, options, policy), close: async () => undefined };
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const told = withoutCredentials(url);
    throw new UsageError(`${told} is no address of a billing API: write an http or https URL without query.`, {
      cause,
    });
  }
}

async function openAdapter(file: string, { timeout, header, keepAccounts, via }: TargetOptions): Promise<OpenTarget> {
  if (header) throw new UsageError('--header is for URLs: an adapter sends what it wants.');
  if (keepAccounts) throw new UsageError('--keep-accounts is for URLs: an adapter deletes what it wants.');
  if (via === 'preview') throw new UsageError('--via preview is for URLs and mock: an adapter lives every case.');
  const target = new AdapterTarget(await loadTarget(file), timeout);
  return { target, close: () => target.close() };
}

function apiTarget(place: Pick<ApiConnection, 'url' | 'name'>, options: TargetOptions, policy: Policy): Target {
  const { via, timeout: timeoutMs, header: headers, keepAccounts: keepsAccounts } = options;
  const access = { ...place, timeoutMs, headers };
  return via === 'account' ? new ApiTarget({ ...access, keepsAccounts }) : new PreviewTarget({ ...access, policy });
}

function checkDefects(names: readonly string[]): void {
  const known = defects.map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) {
    const hint = didYouMean(stranger, known) || ' billing-matrix defects lists them.';
    throw new UsageError(`There is no defect ${stranger}.${hint}`);
  }
  const asked = names.flatMap((name) => defectNamed(name) ?? []);
  for (const [index, one] of asked.entries()) {
    const rival = asked.slice(index + 1).find((other) => !canCombine(one, other));
    if (rival) throw new UsageError(`No engine can have both ${one.name} and ${rival.name}: they break the same rule.`);
  }
}

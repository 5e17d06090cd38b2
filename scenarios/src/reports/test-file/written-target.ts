import { dirname, relative, resolve, sep } from 'node:path';
import { hasPassword, type ReplaySettings, variableOf } from '../../runs/replay-command.ts';
import { loadTarget } from '../../targets/load-module.ts';
import { isUrl } from '../../targets/target-options.ts';
import { quoted } from './literal.ts';

/** The target of a written test. */
export type WrittenTarget = WrittenApi | WrittenAdapter;

/** A system that speaks the billing API. */
interface WrittenApi {
  readonly kind: 'api';
  readonly imports: readonly string[];
  /** The names that the test imports from vitest because of the target. */
  readonly vitest: readonly string[];
  /** The lines that set `baseUrl` to the address of the system, and `headers` to the headers of requests to it. */
  readonly setUp: readonly string[];
  readonly hasHeaders: boolean;
}

/** A module that exports a `Target`. */
interface WrittenAdapter {
  readonly kind: 'adapter';
  readonly imports: readonly string[];
}

/** The target of a test that is written to `file`. It is the run's own, unless the environment names another. */
export async function writtenTarget(file: string, settings: ReplaySettings): Promise<WrittenTarget> {
  const { target } = settings;
  if (target === 'mock') return writtenMock(file, settings);
  if (isUrl(target)) return writtenUrl(settings);
  const name = await importedName(target);
  return { kind: 'adapter', imports: [`import ${name} from ${quoted(pathFrom(file, target))};`] };
}

function writtenUrl({ target, headers = {} }: ReplaySettings): WrittenApi {
  const place = hasPassword(target) ? `''` : quoted(target);
  const values = Object.keys(headers).map((name) => `${quoted(name)}: process.env.${variableOf(name)} ?? ''`);
  return {
    kind: 'api',
    imports: [],
    vitest: [],
    setUp: [
      `const baseUrl = process.env.BILLING_TARGET ?? ${place};`,
      ...(values.length === 0 ? [] : [`const headers = { ${values.join(', ')} };`]),
    ],
    hasHeaders: values.length > 0,
  };
}

function writtenMock(file: string, { catalog, defects = [] }: ReplaySettings): WrittenApi {
  const policy = catalog === undefined ? undefined : loadedCatalog(file, catalog);
  const rules = defects.length > 1 ? rulesText(defects, policy !== undefined) : undefined;
  return {
    kind: 'api',
    imports: [
      ...(policy === undefined ? [] : [`import { fileURLToPath } from 'node:url';`]),
      ...(rules === undefined ? [] : [`import { defectNamed, rulesWith } from '@billing-testkit/engine';`]),
      `import { ${policy === undefined ? '' : 'loadCatalog, '}startMockServer } from '@billing-testkit/mock-server';`,
    ],
    vitest: ['afterAll'],
    setUp: [
      ...(policy === undefined ? [] : [`const policy = await ${policy};`]),
      'const mock = process.env.BILLING_TARGET',
      '  ? undefined',
      `  : await startMockServer({ ${mockOptions(defects, policy, rules).join(', ')} });`,
      `const baseUrl = mock?.url ?? process.env.BILLING_TARGET ?? '';`,
      'afterAll(() => mock?.close());',
    ],
    hasHeaders: false,
  };
}

function mockOptions(defects: readonly string[], policy: string | undefined, rules: string | undefined): string[] {
  const [defect] = rules === undefined ? defects : [];
  return [
    'port: 0',
    'rateLimit: 0',
    ...(policy === undefined ? [] : ['policy']),
    ...(defect === undefined ? [] : [`defect: ${quoted(defect)}`]),
    ...(rules === undefined ? [] : [`rules: ${rules}`]),
  ];
}

function loadedCatalog(file: string, catalog: string): string {
  return `loadCatalog(fileURLToPath(new URL(${quoted(pathFrom(file, catalog))}, import.meta.url)))`;
}

/** The rules with several defects; the mistakes of engines that bill by a catalog follow from its policy. */
function rulesText(defects: readonly string[], hasPolicy: boolean): string {
  const and = hasPolicy ? ', policy' : '';
  return `rulesWith([${defects.map(quoted).join(', ')}].flatMap((name) => defectNamed(name${and}) ?? [])${and})`;
}

/** The name by which the target of a module is imported, as `target`. */
async function importedName(module: string): Promise<string> {
  const { name } = await loadTarget(module);
  if (name === 'default') return 'target';
  return name === 'target' ? '{ target }' : `{ ${name} as target }`;
}

/** A path as a file imports it. */
function pathFrom(file: string, other: string): string {
  const path = relative(dirname(resolve(file)), resolve(other))
    .split(sep)
    .join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

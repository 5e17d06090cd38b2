import { createHash } from 'node:crypto';
import { type Policy, parseCatalog, printCatalog, standardPolicy } from '@billing-testkit/engine';
import { readText } from './read-text.ts';

const DIGITS = 12;

/** The policy of a catalog, and what runs call it. */
export interface NamedPolicy {
  readonly policy: Policy;
  /** The first digits of the catalog's digest, whatever its comments; none when it is the built-in one. */
  readonly catalog?: string;
}

/** The policy in a file, or the built-in one when none is named. Throws a `CatalogError`, or a `UsageError` when it can't be read. */
export function policyOf(file: string | undefined): NamedPolicy {
  if (file === undefined) return { policy: standardPolicy };
  const policy = parseCatalog(readText('The catalog', file, { maxMebibytes: 1 }), file);
  const text = printCatalog(policy);
  if (text === printCatalog(standardPolicy)) return { policy };
  return { policy, catalog: createHash('sha256').update(text).digest('hex').slice(0, DIGITS) };
}

import { createHash } from 'node:crypto';
import { type Policy, printCatalog, standardPolicy } from '@billing-testkit/engine';

const DIGITS = 12;

/** The policy of a catalog, and what runs call it. */
export interface NamedPolicy {
  readonly policy: Policy;
  /** The first digits of the catalog's digest, whatever its comments; none when it is the built-in one. */
  readonly catalog?: string;
}

/** The policy in a file, or the built-in one when none is named. Throws a `CatalogError`, as the mock server does. */
export async function policyOf(file: string | undefined): Promise<NamedPolicy> {
  if (file === undefined) return { policy: standardPolicy };
  // A run by the built-in catalog need not wait for a server to be loaded.
  const { loadCatalog } = await import('@billing-testkit/mock-server');
  const policy = loadCatalog(file);
  const text = printCatalog(policy);
  if (text === printCatalog(standardPolicy)) return { policy };
  return { policy, catalog: createHash('sha256').update(text).digest('hex').slice(0, DIGITS) };
}

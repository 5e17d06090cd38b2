import { BillingError, checkPolicy, type ErrorDetail, type Policy } from '@billing-testkit/engine';
import { CatalogError } from './catalog-error.ts';
import { readCatalogFile } from './catalog-file.ts';
import { Entry, ROOT } from './entry.ts';
import { Mistakes } from './mistakes.ts';
import { readPolicy } from './read-policy.ts';
import { readYaml, type YamlText } from './read-yaml.ts';

/** The policy in the catalog `file`. Throws a `CatalogError` that tells all that is wrong with it, or why it can't be read. */
export function loadCatalog(file: string): Policy {
  return parseCatalog(readCatalogFile(file), file);
}

/** The policy that the text of a catalog says. Throws a `CatalogError`, in which the text is called `file`. */
export function parseCatalog(text: string, file = 'catalog'): Policy {
  const yaml = readYaml(text);
  const mistakes = new Mistakes();
  const policy = policyIn(yaml, mistakes);
  const found = mistakes.found().map(({ offset, message }) => {
    const { line, col: column } = yaml.lines.linePos(offset);
    return { line, column, message };
  });
  if (!policy || found.length > 0) throw CatalogError.ofMistakes(file, found);
  return policy;
}

function policyIn({ contents, problems }: YamlText, mistakes: Mistakes): Policy | undefined {
  for (const { message, ...place } of problems) mistakes.add(place, message);
  if (problems.length > 0) return undefined;
  const place = { name: ROOT, offset: contents?.range[0] ?? 0 };
  if (!contents) mistakes.add(place, 'is empty: --print-catalog prints one to start from');
  const policy = readPolicy(new Entry(contents, place, mistakes), mistakes);
  mistakes.addDetails(detailsOf(policy));
  return policy;
}

function detailsOf(policy: Policy): readonly ErrorDetail[] {
  try {
    checkPolicy(policy);
    return [];
  } catch (error) {
    if (error instanceof BillingError) return error.details;
    throw error;
  }
}

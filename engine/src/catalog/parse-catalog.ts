import { Inspection } from '../inspection/inspection.ts';
import { inspectPolicy } from '../policy/check-policy.ts';
import type { Policy } from '../policy/policy.ts';
import { CatalogError } from './catalog-error.ts';
import { Entry, ROOT } from './entry.ts';
import { Mistakes } from './mistakes.ts';
import { readPolicy } from './read-policy.ts';
import { readYaml, type YamlText } from './read-yaml.ts';

/**
 * The policy of a catalog's text, with the standard policy's part for each one left out. Throws a `CatalogError` that tells all mistakes
 * in the text, which it calls `file`.
 */
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
  if (!contents) mistakes.add(place, 'is empty: print the standard one to start from');
  const policy = readPolicy(new Entry(contents, place, mistakes), mistakes);
  const inspection = new Inspection(Number.POSITIVE_INFINITY);
  inspectPolicy(inspection, policy);
  mistakes.addDetails(inspection.details);
  return policy;
}

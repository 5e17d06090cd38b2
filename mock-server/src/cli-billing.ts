import { BillingError, CatalogError, standardPolicy } from '@billing-testkit/engine';
import { loadCatalog } from './catalog/load-catalog.ts';
import type { Configuration } from './configuration/configuration.ts';
import { settings } from './configuration/settings.ts';
import { UsageError } from './configuration/usage-error.ts';
import { defectCalled } from './defects/defect-called.ts';

/** The policy and the defect to bill by. Throws a `UsageError` for a catalog or a name that is wrong. */
export async function billingOf(configuration: Configuration) {
  const catalog = configuration.of(settings.catalog);
  const name = configuration.of(settings.defect);
  const policy =
    catalog === undefined
      ? standardPolicy
      : await namingSource(configuration.sourceOf(settings.catalog), () =>
          loadCatalog(catalog, () => writeThatItWaits(catalog)),
        );
  const wrong =
    name === undefined
      ? undefined
      : await namingSource(configuration.sourceOf(settings.defect), () => defectCalled(name, policy));
  return { policy, wrong };
}

function writeThatItWaits(catalog: string): void {
  process.stderr.write(`Waiting for the catalog to come from ${catalog}.\n`);
}

/** Names the place that a wrong value comes from, unless that is the command line or the mistakes have places of their own. */
async function namingSource<Result>(source: string | undefined, read: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BillingError || error instanceof CatalogError)) throw error;
    const isPlain = source === undefined || source.startsWith('--');
    const hasPlaces = error instanceof CatalogError && error.mistakes.length > 0;
    throw new UsageError(isPlain || hasPlaces ? error.message : `${source}: ${error.message}`, { cause: error });
  }
}

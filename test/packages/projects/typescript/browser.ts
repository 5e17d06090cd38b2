// This is checked without the types of Node.
import { calculateStatement } from '@billing-testkit/engine';
import { BillingClient } from '@billing-testkit/sdk';

export async function itemsOf(signal: AbortSignal): Promise<number> {
  const { totalItems } = await new BillingClient({ baseUrl: location.origin }).meters.list({}, { signal });
  // @ts-expect-error Without its types, the package would be `any`.
  calculateStatement.noSuchProperty;
  return totalItems;
}

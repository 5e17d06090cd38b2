import { calculateStatement } from '@billing-testkit/engine';
import { BillingClient, isBillingApiError } from '@billing-testkit/sdk';

const month = '2025-03';
const reading = { counterName: 'compute.c2.c8m8', timestamp: '2025-03-10T09:00:00+09:00' };

/** Bills a month by a server and by the engine, and asks for a contract that does not exist. */
export async function bill(baseUrl: string): Promise<string> {
  const client = new BillingClient({ baseUrl, uuid: 'acme' });
  await client.testControls.reset();
  await client.meters.create({ ...reading, counterUnit: 'HOURS', counterVolume: '100.5' });
  await client.calculations.run({ month });
  const { statements } = await client.statements.get(month);
  const usage = { ...reading, projectId: 'web', counterType: 'DELTA', unit: 'HOURS', volume: '100.5' } as const;
  const calculated = calculateStatement({ member: 'kr', month, readings: [usage] });
  const refusal = await client.contracts.get('none').catch((error: unknown) => error);
  return [statements[0]?.totalAmount, calculated.totalAmount, isBillingApiError(refusal, 'NOT_FOUND')].join(' ');
}

/** The error of a call to a server that redirects it. */
export async function redirected(baseUrl: string): Promise<string> {
  const call = new BillingClient({ baseUrl, uuid: 'acme' }).meters.list();
  return String(await call.catch((error: unknown) => error));
}

Object.assign(globalThis, { bill, redirected });

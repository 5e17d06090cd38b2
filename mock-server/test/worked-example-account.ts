import type { ApiClient } from './api-client.ts';

/** The worked example of the billing rules, member `kr`, March 2025, as requests. */
export const marchReadings = [
  {
    projectId: 'p-a',
    counterName: 'compute.c2.c8m8',
    counterUnit: 'HOURS',
    counterVolume: '100.5',
    resourceId: 'vm-1',
    timestamp: '2025-03-02T10:00:00+09:00',
  },
  {
    projectId: 'p-b',
    counterName: 'compute.c2.c8m8',
    counterUnit: 'HOURS',
    counterVolume: 49.75,
    resourceId: 'vm-2',
    timestamp: '2025-03-20T10:00:00+09:00',
  },
  {
    projectId: 'p-b',
    counterName: 'network.traffic.out',
    counterUnit: 'GB',
    counterVolume: 200,
    timestamp: '2025-03-31T23:59:59+09:00',
  },
];

export const contractTerms = { discountRate: 12.5, baseFee: 10_000, minimumCharge: 50_000 };

/** An account with all that March is billed by, and with February calculated to 33 000. */
export async function prepareMarch(api: ApiClient, uuid: string): Promise<{ contractId: string }> {
  const billingGroupId = `bg-${uuid}`;
  await api.call('createAccount', {
    body: { uuid, member: 'kr', projects: [{ projectId: 'p-a', appKeys: ['app-a'] }, { projectId: 'p-b' }] },
  });
  const february = { counterName: 'test.february', counterUnit: 'EA', counterVolume: 30_000 };
  await api.call('createMeters', {
    uuid,
    body: { projectId: 'p-a', ...february, timestamp: '2025-02-28T23:59:59.999+09:00' },
  });
  const { contractId } = await api.call('createContract', { uuid, body: { name: 'Standard 2025', ...contractTerms } });
  await api.call('assignContract', { uuid, path: { billingGroupId }, body: { contractId, monthFrom: '2025-03' } });
  await api.call('createMeters', { uuid, body: { meterList: marchReadings } });
  await adjust(api, uuid, billingGroupId);
  await grant(api, uuid);
  await api.call('calculateStatement', { body: { month: '2025-02', uuid } });
  return { contractId };
}

async function adjust(api: ApiClient, uuid: string, billingGroupId: string): Promise<void> {
  const from = { monthFrom: '2025-03' };
  await api.call('createProjectAdjustment', {
    uuid,
    body: { projectId: 'p-b', adjustment: 10, adjustmentTypeCode: 'RATE_DISCOUNT', ...from },
  });
  await api.call('createBillingGroupAdjustment', {
    uuid,
    body: { billingGroupId, adjustment: '3', adjustmentTypeCode: 'RATE_DISCOUNT', priority: 2, ...from },
  });
  await api.call('createBillingGroupAdjustment', {
    uuid,
    body: {
      billingGroupId,
      adjustment: 5000,
      adjustmentTypeCode: 'FIXED_SURCHARGE',
      priority: 1,
      descriptions: [{ locale: 'en', message: 'Set-up fee' }],
      ...from,
    },
  });
}

async function grant(api: ApiClient, uuid: string): Promise<void> {
  await api.call('grantCampaignCredit', {
    path: { campaignId: 'spring-2025' },
    body: {
      credit: 20_000,
      creditName: 'Spring 2025',
      creditType: 'PROMOTIONAL',
      expirationDateFrom: '2025-03-01',
      expirationDateTo: '2025-12-31',
      uuidList: [uuid],
    },
  });
  await api.call('grantCampaignCredit', {
    path: { campaignId: 'prepaid' },
    body: {
      uuid,
      amount: 9_000,
      creditType: 'PAID',
      creditName: 'Prepaid',
      expirationDateFrom: '2025-03-01',
      expirationDateTo: '2025-04-03',
    },
  });
}

import type { CaseAdjustment, CaseCredit, CaseReading } from '../src/cases/billing-case.ts';
import { defineMatrix } from '../src/matrices/define-matrix.ts';

/** March 2025 in 162 ways, with something of most steps: usage of each counter type, adjustments, credits, a month owed. */
export const littleMatrix = defineMatrix({
  name: 'little',
  dimensions: {
    member: ['kr', 'jp', 'us'],
    usage: {
      compute: [...compute('p-a', '100.5', '0.3'), ...compute('p-b', '49.75')],
      disks: [...compute('p-a', '100.5'), ...disks('p-a', '120', '80', '90'), ...disks('p-b', '200')],
      meters: [...compute('p-b', '33.1'), ...meters('p-a', '40', '160.5', '20'), ...meters('p-b', '10', '700.25')],
    },
    adjustments: {
      none: [],
      group: [adjustment('spring', { type: 'RATE_DISCOUNT', value: '7.5' })],
      both: [
        adjustment('support', { type: 'FIXED_SURCHARGE', value: 5_000 }),
        adjustment('spring', { type: 'RATE_DISCOUNT', value: '7.5' }),
        adjustment('p-a only', { projectId: 'p-a', type: 'RATE_DISCOUNT', value: '10' }),
      ],
    },
    credits: {
      none: [],
      FREE: [credit('welcome', 'FREE', 2_000)],
      'PAID+FREE': [credit('prepaid', 'PAID', 9_000), credit('welcome', 'FREE', 2_000)],
    },
    unpaid: { none: 0, overdue: 100_000 },
  },
  build: ({ member, usage, adjustments, credits, unpaid }) => ({
    member,
    month: '2025-03',
    usage,
    adjustments,
    credits,
    earlier:
      unpaid === 0 ? [] : [{ month: '2025-01', usage: [reading('p-a', 'test.unpaid', 'EA', String(unpaid), 0)] }],
  }),
});

function compute(projectId: string, ...hours: string[]): CaseReading[] {
  return hours.map((volume, index) => reading(projectId, 'compute.c2.c8m8', 'HOURS', volume, 60 + index));
}

function disks(projectId: string, ...levels: string[]): CaseReading[] {
  return levels.map((volume, index) => ({
    ...reading(projectId, 'storage.volume.ssd', 'GB', volume, 65 + index),
    counterType: 'GAUGE',
    resourceId: 'disk-1',
  }));
}

function meters(projectId: string, ...levels: string[]): CaseReading[] {
  return levels.map((volume, index) => ({
    ...reading(projectId, 'network.traffic.out', 'GB', volume, 50 + 15 * index),
    counterType: 'CUMULATIVE',
    resourceId: 'line-1',
  }));
}

/** Noon of a day counted from 2025-01-10: the 60th is 11 March. */
function reading(projectId: string, counterName: string, unit: string, volume: string, day: number): CaseReading {
  const timestamp = new Date(Date.UTC(2025, 0, 10 + day, 12)).toISOString();
  return { projectId, counterName, unit, volume, timestamp };
}

function adjustment(
  name: string,
  { projectId, type, value }: Pick<CaseAdjustment, 'projectId' | 'type' | 'value'>,
): CaseAdjustment {
  const target = projectId === undefined ? {} : { projectId };
  const level = projectId === undefined ? 'BILLING_GROUP' : 'PROJECT';
  return { name, level, ...target, type, value, monthFrom: '2025-01' };
}

function credit(name: string, type: CaseCredit['type'], amount: number): CaseCredit {
  return { name, type, amount };
}

import type { Schema } from '@billing-testkit/contracts';
import type { Account } from '@billing-testkit/engine';
import { toWireInstant } from './instant.ts';

export function toWireAccount({ uuid, member, billingGroupId, projects, createdAt }: Account): Schema<'Account'> {
  return {
    uuid,
    member: member.member,
    currency: member.currency,
    timeZone: member.timeZone,
    billingGroupId,
    projects: Array.from(projects.values(), ({ projectId, appKeys }) => ({ projectId, appKeys: [...appKeys] })),
    createdAt: toWireInstant(createdAt),
  };
}

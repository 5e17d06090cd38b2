import type { Transport } from '../transport/transport.ts';
import { BillingGroupAdjustments } from './billing-group-adjustments.ts';
import { ProjectAdjustments } from './project-adjustments.ts';

/** Discounts and surcharges, by what they are on. */
export class Adjustments {
  readonly projects: ProjectAdjustments;
  readonly billingGroups: BillingGroupAdjustments;

  constructor(transport: Transport) {
    this.projects = new ProjectAdjustments(transport);
    this.billingGroups = new BillingGroupAdjustments(transport);
  }
}

import type { Inspection } from '../inspection/inspection.ts';
import { decimalText, exact } from '../values/exact.ts';
import type { Pricing, Tier } from './pricing.ts';

export function checkPricing(inspection: Inspection, pricing: Pricing, path: string): void {
  if (pricing.unit !== undefined) inspection.name(pricing.unit, `${path}/unit`);
  switch (pricing.model) {
    case 'FLAT':
      inspection.decimal(pricing.unitPrice, `${path}/unitPrice`);
      break;
    case 'PACKAGE':
      inspection.positiveDecimal(pricing.packageSize, `${path}/packageSize`);
      inspection.decimal(pricing.packagePrice, `${path}/packagePrice`);
      break;
    case 'GRADUATED':
    case 'VOLUME':
      checkTiers(inspection, pricing.tiers, `${path}/tiers`);
      break;
    default:
      inspection.oneOf(undefined, ['FLAT', 'GRADUATED', 'VOLUME', 'PACKAGE'], `${path}/model`);
  }
}

/** Checks that the tiers rise, and that only the last one is open. */
function checkTiers(inspection: Inspection, tiers: readonly Tier[], path: string): void {
  inspection.require(tiers.length > 0, path, 'must have a tier');
  let previous = '0';
  for (const [index, { upTo, unitPrice }] of tiers.entries()) {
    const tierPath = `${path}/${index}`;
    inspection.decimal(unitPrice, `${tierPath}/unitPrice`);
    const isLast = index === tiers.length - 1;
    inspection.require(isLast === (upTo === null), `${tierPath}/upTo`, 'must be null in the last tier and only there');
    if (upTo === null) continue;
    inspection.decimal(upTo, `${tierPath}/upTo`);
    const limit = decimalText(upTo) ?? previous;
    inspection.require(exact(limit).gt(exact(previous)), `${tierPath}/upTo`, `must be > ${previous}`);
    previous = limit;
  }
}

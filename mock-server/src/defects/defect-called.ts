import { BillingError, type Defect, defectNamed, defectNamesLike, defects } from '@billing-testkit/engine';

/** The defect of that name. Throws `VALIDATION_ERROR` with the names like it, or with all when there is none like it. */
export function defectCalled(name: string): Defect {
  const defect = defectNamed(name);
  if (defect) return defect;
  const near = defectNamesLike(name);
  const known = near.length > 0 ? `Like it are ${near.join(', ')}` : `There are ${allNames()}`;
  const message = near.length > 0 ? `must be a defect's name, such as ${near.join(' or ')}` : "must be a defect's name";
  throw new BillingError('VALIDATION_ERROR', `No defect is called "${name}". ${known}.`, [{ path: '/name', message }]);
}

function allNames(): string {
  return defects.map(({ name }) => name).join(', ');
}

import {
  BillingError,
  type Defect,
  defectNamed,
  defectNamesLike,
  defectsOf,
  type Policy,
  ruleInsteadOf,
} from '@billing-testkit/engine';

/**
 * The defect of that name, of engines that bill by the policy. Throws `VALIDATION_ERROR` for the name of a rule that the policy chose, and
 * for any other name: with the names like it, or with all when there is none like it.
 */
export function defectCalled(name: string, policy: Policy): Defect {
  const defect = defectNamed(name, policy);
  if (defect) return defect;
  const rule = ruleInsteadOf(name, policy);
  if (rule !== undefined)
    throw refused(`${name} is no defect under this catalog: ${rule}`, 'must be a defect under this catalog');
  const near = defectNamesLike(name, policy);
  const known = near.length > 0 ? `Similar names are ${near.join(', ')}` : `The defects are ${namesBy(policy)}`;
  const message = near.length > 0 ? `must be a defect's name, such as ${near.join(' or ')}` : "must be a defect's name";
  throw refused(`No defect is called "${name}". ${known}.`, message);
}

function refused(sentence: string, message: string): BillingError {
  return new BillingError('VALIDATION_ERROR', sentence, [{ path: '/name', message }]);
}

function namesBy(policy: Policy): string {
  return defectsOf(policy)
    .map(({ name }) => name)
    .join(', ');
}

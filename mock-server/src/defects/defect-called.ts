import { BillingError, type Defect, defectNamed, defects } from '@billing-testkit/engine';

/** How alike names have to be, from 0 to 1, for one to be meant by the other, and how many of them are told. */
const ALIKE = 0.5;
const MAX_TOLD = 5;

/** The defect of that name. Throws `VALIDATION_ERROR` with the names like it, or with all when there is none like it. */
export function defectCalled(name: string): Defect {
  const defect = defectNamed(name);
  if (defect) return defect;
  const near = namesLike(name);
  const known = near.length > 0 ? `Like it are ${near.join(', ')}` : `There are ${namesOf(defects).join(', ')}`;
  const message = near.length > 0 ? `must be a defect's name, such as ${near.join(' or ')}` : "must be a defect's name";
  throw new BillingError('VALIDATION_ERROR', `No defect is called "${name}". ${known}.`, [{ path: '/name', message }]);
}

function namesOf(listed: readonly Defect[]): string[] {
  return listed.map(({ name }) => name);
}

function namesLike(name: string): string[] {
  return namesOf(defects)
    .map((known) => ({ known, likeness: likeness(known, name) }))
    .filter(({ likeness: reached }) => reached >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MAX_TOLD)
    .map(({ known }) => known);
}

/** How many pairs of letters two names share, of those that the shorter one has. */
function likeness(a: string, b: string): number {
  const [pairs, others] = [pairsIn(a), pairsIn(b)];
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  return shared / Math.min(pairs.size, others.size);
}

function pairsIn(name: string): Set<string> {
  const letters = [...name.toLowerCase()];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

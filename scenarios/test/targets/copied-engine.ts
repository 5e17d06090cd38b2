import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { engineTarget, type Target } from '@billing-testkit/scenarios';

/** The defects that the environment names. */
const defects = (process.env.ENGINE_DEFECTS ?? '').split(',').flatMap((name) => defectNamed(name) ?? []);

/** Bills by rules that may be wrong, and keeps nothing: any number of copies may do so at a time. */
export const target: Target = { ...engineTarget({ rules: rulesWith(defects) }), allowsCopies: true };

import { defects, rulesWith } from '@billing-testkit/engine';
import { engineTarget } from '@billing-testkit/scenarios';

const mistake = defects.filter(({ name }) => name === 'credits-used-again');

/** Bills with a known mistake. */
export const target = engineTarget({ name: 'wrong engine', rules: rulesWith(mistake) });

import type { Defect } from './defect.ts';

/** §9: what calculating a month again does. */
export const recalculationDefects: readonly Defect[] = [
  {
    name: 'credits-used-again',
    sentence: 'Calculating a month again uses credits once more.',
    section: 9,
    rule: 'Calculating a month again gives back the credits that it used, and uses them anew.',
    rules: { creditsGivenBack: () => [] },
  },
];

import type { Defect, Policy } from '@billing-testkit/engine';

/** The reason why no bill by a policy shows a mistake, in a sentence; undefined when some bill does. */
export const whyHidden: (defect: Defect, policy: Policy) => string | undefined = () => undefined;

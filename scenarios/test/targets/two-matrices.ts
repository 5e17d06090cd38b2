import { smoke, standard } from '@billing-testkit/scenarios';

export const first = smoke;
export const second = standard;

import type { Rounding } from '../policy/policy.ts';
import { ceil, floor, roundHalfEven, roundHalfUp } from '../values/exact.ts';
import type { Round } from './rules.ts';

/** The function of each mode, which rounds to a whole minor unit. */
export const roundingModes: Readonly<Record<Rounding, Round>> = {
  DOWN: floor,
  HALF_UP: roundHalfUp,
  HALF_EVEN: roundHalfEven,
  UP: ceil,
};

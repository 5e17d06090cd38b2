import type { DocumentDifference } from './document-differences.ts';

/** A difference in one line. `✗` marks one that breaks clients, `+` one that does not. */
export function differenceLine({ place, message, isBreaking, otherPlaces }: DocumentDifference): string {
  const places = otherPlaces === 1 ? 'place' : 'places';
  const others = otherPlaces === 0 ? '' : ` (and in ${otherPlaces} other ${places})`;
  return `${isBreaking ? '✗' : '+'} ${place}: ${message}${others}`;
}

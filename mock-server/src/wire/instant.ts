import { briefInstant } from '@billing-testkit/engine';

/** An instant as answers have it: UTC, without the zeros at its end. */
export const toWireInstant = briefInstant;

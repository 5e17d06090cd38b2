/** An instant as answers have it: UTC, without the zeros at its end. */
export { briefInstant as toWireInstant } from '@billing-testkit/engine';

import type { Direction } from '../checking/objects.ts';
import type { FieldName } from '../realistic/texts-by-name.ts';
import type { Schema } from '../schemas/schema.ts';
import type { Made, Making } from './making.ts';
import type { Variant } from './variant.ts';

/** Makes the values of one type. */
export interface Maker {
  make(making: Making, field: FieldName): Made;
  /** The fewest levels that a value has; infinity when they are more than the limit. */
  heightWithin(limit: number): number;
  /** The shapes of the parts that every value has. */
  readonly needed?: readonly PartShape[];
}

/** The shape of a part of a value, by all schemas that the part has to be valid against. */
export interface PartShape extends Maker {
  readonly variant: Variant;
  /** Whether all its values are texts, numbers and the like. */
  readonly isPlain: boolean;
  /** Whether a value of it is being made around the place where one is made now. */
  readonly isOpen: boolean;
}

/** The shapes of a document. */
export interface Shapes {
  /** The direction in which the made values are sent. */
  readonly direction: Direction;
  /** Whether a property that some schema describes may be there although another one allows no more than its own. */
  readonly isLenient: boolean;
  of(schemas: readonly Schema[]): PartShape;
}

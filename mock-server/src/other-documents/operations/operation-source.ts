import type { Located } from '../reading/located.ts';
import type { References } from '../reading/references.ts';
import type { Schemas } from '../schemas/schemas.ts';

/** The document that an operation is part of. */
export interface OperationSource {
  readonly root: Located;
  readonly references: References;
  readonly schemas: Schemas;
}

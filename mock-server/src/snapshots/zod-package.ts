/**
 * The parts of zod that the server uses. `npm run build` puts the code into the compiled file, so that nobody who installs the server
 * installs the package.
 */
export {
  array,
  boolean,
  discriminatedUnion,
  enum as oneOf,
  exactOptional,
  int,
  literal,
  maximum,
  minimum,
  nullable,
  number,
  optional,
  record,
  refine,
  strictObject,
  string,
  union,
  unknown,
  type ZodMiniType as Schema,
} from 'zod/mini';

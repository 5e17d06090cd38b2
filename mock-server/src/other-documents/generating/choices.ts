import type { Schema } from '../schemas/schema.ts';

/** One way to go on where a schema leaves a choice. */
export interface Option {
  /** The schemas that the value then has to be valid against. */
  readonly schemas: readonly Schema[];
  /** The schemas that it must not be valid against. */
  readonly excluded?: readonly Schema[];
  /** A property, and the value that tells the option from the others. */
  readonly constant?: readonly [name: string, value: string];
  /** A property that the value has, or must not have. */
  readonly present?: string;
  readonly absent?: string;
}

/** A choice that a schema leaves. */
export interface Choice {
  readonly options: readonly Option[];
  /** Whether a value must not have the shape of any other option. */
  readonly isExclusive: boolean;
  /** The options that are left to schemas that a value has to be valid against anyway. */
  optionsFor(schemas: readonly Schema[]): readonly Option[];
}

/** All choices of a schema by itself. */
export function choicesOf(schema: Schema): Choice[] {
  return [
    ...unionOf(schema, 'oneOf'),
    ...unionOf(schema, 'anyOf'),
    ...conditionOf(schema),
    ...dependenciesOf(schema),
    ...kindsOf(schema),
  ];
}

function anyOf(options: readonly Option[], isExclusive = false): Choice {
  return { options, isExclusive, optionsFor: () => options };
}

function unionOf(schema: Schema, keyword: 'oneOf' | 'anyOf'): Choice[] {
  const schemas = schema.list(keyword);
  if (schemas.length === 0) return [];
  const { discriminator } = schema;
  const options = schemas.map((option): Option => {
    if (!discriminator) return { schemas: [option] };
    const value = discriminator.mapping.find(([, target]) => target === option)?.[0] ?? componentName(option);
    return value === undefined
      ? { schemas: [option] }
      : { schemas: [option], constant: [discriminator.propertyName, value] };
  });
  const isExclusive = keyword === 'oneOf';
  if (!discriminator) return [anyOf(options, isExclusive)];
  return [{ options, isExclusive, optionsFor: (given) => chosenAlready(options, given) ?? options }];
}

/** The name of a schema that is a component, by which a discriminator without a mapping knows it. */
function componentName({ at }: Schema): string | undefined {
  return /\/schemas\/([^/]+)$/.exec(at.pointer)?.[1];
}

function conditionOf(schema: Schema): Choice[] {
  const condition = schema.schema('if');
  if (!condition) return [];
  const [met, unmet] = [schema.schema('then'), schema.schema('else')].map((part) => (part ? [part] : []));
  return [anyOf([{ schemas: [condition, ...(met ?? [])] }, { schemas: unmet ?? [], excluded: [condition] }])];
}

function dependenciesOf(schema: Schema): Choice[] {
  return schema.map('dependentSchemas').map(([name, dependent]) =>
    anyOf([
      { schemas: [dependent], present: name },
      { schemas: [], absent: name },
    ]),
  );
}

/** A schema whose discriminator names schemas that extend it: a value is one of those. */
function kindsOf(schema: Schema): Choice[] {
  const { discriminator } = schema;
  const hasUnion = schema.list('oneOf').length + schema.list('anyOf').length > 0;
  if (!discriminator || hasUnion || discriminator.mapping.length === 0) return [];
  const options = discriminator.mapping.map(
    ([value, target]): Option => ({ schemas: [target], constant: [discriminator.propertyName, value] }),
  );
  return [{ options, isExclusive: false, optionsFor: (schemas) => chosenAlready(options, schemas) ?? options }];
}

/** The option of a schema that is among the given ones, the most special first. */
function chosenAlready(options: readonly Option[], schemas: readonly Schema[]): readonly Option[] | undefined {
  for (const schema of schemas) {
    const option = options.find((one) => one.schemas.includes(schema));
    if (option) return [option];
  }
  return undefined;
}

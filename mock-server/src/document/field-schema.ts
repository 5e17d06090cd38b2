/** The part of a schema, its references resolved, that says which fields a value may have and how many. */
export interface FieldSchema {
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly discriminator?: { readonly propertyName: string };
  readonly not?: FieldSchema;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: boolean | FieldSchema;
  readonly maxProperties?: number;
  readonly items?: FieldSchema;
  readonly maxItems?: number;
  readonly allOf?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  /** Whether fields that are not described are refused by a lenient server too: they would mean money. */
  readonly 'x-unknown-fields'?: 'refused';
}

/** The schema of a field, when the schema by itself, and not one that it is composed of, says it. */
export function fieldSchema(
  { properties = {}, additionalProperties }: FieldSchema,
  name: string,
): FieldSchema | undefined {
  if (Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

export function partsOf({ allOf = [], anyOf = [], oneOf = [] }: FieldSchema): FieldSchema[] {
  return [...allOf, ...anyOf, ...oneOf];
}

/** The schema and all that it is composed of; when a field tells kinds apart, only the kind of the value is among them. */
export function schemasOf(schema: FieldSchema, value: object): FieldSchema[] {
  const parts = partsOf(schema).filter((part) => isOfKind(schema, part, value));
  return [schema, ...parts.flatMap((part) => schemasOf(part, value))];
}

/** Whether a value's kind fits none of the schema's alternatives; then no more can be said about the value. */
export function hasNoKind(schema: FieldSchema, value: object): boolean {
  return schema.discriminator !== undefined && !partsOf(schema).some((part) => isOfKind(schema, part, value));
}

function isOfKind({ discriminator }: FieldSchema, part: FieldSchema, value: object): boolean {
  if (!discriminator) return true;
  const { propertyName } = discriminator;
  const kinds = fieldSchema(part, propertyName)?.enum ?? [];
  return kinds.includes(Object.getOwnPropertyDescriptor(value, propertyName)?.value);
}

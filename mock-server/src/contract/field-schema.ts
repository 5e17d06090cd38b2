/** The part of a schema, its references resolved, that says which fields a value may have. */
export interface FieldSchema {
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly discriminator?: { readonly propertyName: string };
  readonly not?: FieldSchema;
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: boolean | FieldSchema;
  readonly items?: FieldSchema;
  readonly allOf?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
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

/** Whether a value of the schema may have the field, by any of the schemas that it is composed of. */
export function hasField(schema: FieldSchema, name: string): boolean {
  return Object.hasOwn(schema.properties ?? {}, name) || partsOf(schema).some((part) => hasField(part, name));
}

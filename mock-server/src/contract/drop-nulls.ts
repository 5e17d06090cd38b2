/** The part of a schema, its references resolved, that says which fields a value may have. */
export interface FieldSchema {
  readonly required?: readonly string[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: boolean | FieldSchema;
  readonly items?: FieldSchema;
  readonly allOf?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
}

/** Takes out the fields that are `null` where `null` means nothing: clients send it for what they leave out. */
export function dropNulls(schema: FieldSchema, value: unknown): void {
  for (const part of partsOf(schema)) dropNulls(part, value);
  if (Array.isArray(value)) dropInItems(schema, value);
  else if (isObject(value)) dropInFields(schema, value);
}

function dropInItems({ items }: FieldSchema, values: readonly unknown[]): void {
  if (items) for (const value of values) dropNulls(items, value);
}

function dropInFields(schema: FieldSchema, value: Record<string, unknown>): void {
  for (const [name, field] of Object.entries(value)) {
    const described = fieldSchema(schema, name);
    if (!described) continue;
    if (field !== null) dropNulls(described, field);
    else if (!isNullable(described)) delete value[name];
  }
}

function fieldSchema({ properties = {}, additionalProperties }: FieldSchema, name: string): FieldSchema | undefined {
  if (Object.hasOwn(properties, name)) return properties[name];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function isNullable(schema: FieldSchema): boolean {
  return schema.nullable === true || partsOf(schema).some(isNullable);
}

function partsOf({ allOf = [], anyOf = [], oneOf = [] }: FieldSchema): FieldSchema[] {
  return [...allOf, ...anyOf, ...oneOf];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

import { isList, isObject } from '../reading/json.ts';
import { itemSchema, propertySchema } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';

/** A value as XML, by the `xml` objects of its schema: names, namespaces, attributes, and lists with an element around them. */
export function xmlOf(value: unknown, schema: Schema | undefined): string {
  const name = xmlName(schema) ?? componentName(schema) ?? 'root';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value, schema)}`;
}

/** The element of a value; those of its items for a list. */
function element(name: string, value: unknown, schema: Schema | undefined): string {
  if (isList(value)) return listElements(name, value, schema);
  const fields = isObject(value) ? Object.entries(value).map(([key, field]) => fieldOf(key, field, schema)) : [];
  const attributes = fields.filter(({ isAttribute }) => isAttribute).map(({ text }) => text);
  const content = fields.filter(({ isAttribute }) => !isAttribute).map(({ text }) => text);
  const inside = isObject(value) ? content.join('') : escaped(textOf(value));
  return `<${safe(name)}${[namespaceOf(schema), ...attributes].join('')}>${inside}</${safe(name)}>`;
}

/** A field of an object: an attribute of its element, or an element in it. */
function fieldOf(key: string, value: unknown, schema: Schema | undefined) {
  const property = schema && propertySchema(schema, key);
  const name = prefixed(xmlName(property) ?? key, property);
  const isAttribute = xmlOfSchema(property).attribute === true;
  return {
    isAttribute,
    text: isAttribute ? ` ${safe(name)}="${escaped(textOf(value))}"` : element(name, value, property),
  };
}

function listElements(name: string, items: readonly unknown[], schema: Schema | undefined): string {
  const itemOf = schema && itemSchema(schema);
  const isWrapped = xmlOfSchema(schema).wrapped === true;
  const itemName = xmlName(itemOf) ?? (isWrapped ? name : (xmlName(schema) ?? name));
  const elements = items.map((item) => element(itemName, item, itemOf)).join('');
  return isWrapped || name === 'root' ? `<${safe(name)}>${elements}</${safe(name)}>` : elements;
}

function xmlOfSchema(schema: Schema | undefined): Readonly<Record<string, unknown>> {
  const own = schema?.keywords.xml ?? schema?.target?.keywords.xml;
  return isObject(own) ? own : {};
}

function xmlName(schema: Schema | undefined): string | undefined {
  const { name } = xmlOfSchema(schema);
  return typeof name === 'string' ? name : undefined;
}

function prefixed(name: string, schema: Schema | undefined): string {
  const { prefix } = xmlOfSchema(schema);
  return typeof prefix === 'string' && prefix !== '' ? `${prefix}:${name}` : name;
}

function namespaceOf(schema: Schema | undefined): string {
  const { namespace, prefix } = xmlOfSchema(schema);
  if (typeof namespace !== 'string') return '';
  return ` xmlns${typeof prefix === 'string' && prefix !== '' ? `:${prefix}` : ''}="${escaped(namespace)}"`;
}

function componentName(schema: Schema | undefined): string | undefined {
  return schema && /\/schemas\/([^/]+)$/.exec(schema.at.pointer)?.[1];
}

/** A name that XML allows. */
function safe(name: string): string {
  const plain = name.replaceAll(/[^\w.:-]/g, '_');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character)
    .replaceAll(/[^\t\n\r -\uFFFD]/g, '');
}

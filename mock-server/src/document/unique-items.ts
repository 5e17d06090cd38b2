import type { Ajv } from 'ajv';

/**
 * Checks `uniqueItems` of a list of strings or numbers in one pass. The validator's own way compares each item with each other
 * one where it can't tell their type from the schema.
 */
export function addUniqueItems(ajv: Ajv): Ajv {
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    errors: false,
    validate: (isWanted: boolean, items: readonly unknown[]) => !isWanted || new Set(items).size === items.length,
    error: { message: 'must not name anything twice' },
  });
}

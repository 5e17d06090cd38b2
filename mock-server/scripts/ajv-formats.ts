import { _, type Ajv } from 'ajv';
import { formats } from '../src/document/formats.ts';

/** Gives a compiler of validators the formats of the document, and a check of `uniqueItems` that takes one pass. */
export function addFormats(ajv: Ajv): Ajv {
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  return addUniqueItems(ajv);
}

/** The compiler's own way compares each item of a list with each other one where it can't tell their type from the schema. */
function addUniqueItems(ajv: Ajv): Ajv {
  ajv.removeKeyword('uniqueItems');
  return ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must not name anything twice' },
    code(context) {
      const { schema, data } = context;
      if (schema === true) context.fail(_`new Set(${data}).size !== ${data}.length`);
    },
  });
}

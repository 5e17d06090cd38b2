import { CORE_SCHEMA, dump } from 'js-yaml';
import type { Reply } from './reply.ts';

/** The depth of the items of lists in an item of a list: each has a line of its own. */
const ITEM_LEVEL = 4;

/** The answer with an operation's fields as YAML. It is a file, and has no envelope. */
export function yamlSuccess(status: number, fields: object): Reply {
  const text = dump(fields, { schema: CORE_SCHEMA, flowLevel: ITEM_LEVEL, lineWidth: -1, noRefs: true });
  return { status, text, contentType: 'application/yaml; charset=utf-8' };
}

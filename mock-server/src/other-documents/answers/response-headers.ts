import { randomOf } from '../../random/random.ts';
import type { Checker } from '../checking/checker.ts';
import type { Generator } from '../generating/generator.ts';
import { type Made, NONE } from '../generating/making.ts';
import { type Example, examplesAt, isJson, mediaOf } from '../operations/media.ts';
import type { Operation, ResponseOf } from '../operations/operation.ts';
import { fieldOf, isObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import type { Schema } from '../schemas/schema.ts';
import { schemaExample } from './examples.ts';
import { textOfHeader } from './header-texts.ts';

/** Headers that describe the message and not its content, and those that say which pages may read it. */
const OWN: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'vary',
  'x-request-id',
]);

const OF_ORIGINS = 'access-control-';

const TOKEN = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/** The headers that a response describes, with their examples or made values. */
export function headersOf(
  response: ResponseOf,
  { source }: Operation,
  makers: HeaderMakers,
  seed: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, at] of response.headers) {
    const plain = name.toLowerCase();
    if (OWN.has(plain) || plain.startsWith(OF_ORIGINS) || !TOKEN.test(name)) continue;
    const value = headerValue(describedAt(name, at, source), `${seed} ${name}`, makers);
    if (value !== NONE) headers[name] = textOf(value, at).replaceAll(/[^\t -~]/g, ' ');
  }
  return headers;
}

/** The generator and the checker that headers are made with. */
interface HeaderMakers {
  readonly generator: Generator;
  readonly checker: Checker;
}

interface Described {
  readonly name: string;
  readonly schema: Schema | undefined;
  readonly example: Example | undefined;
}

/** A header as the document describes it: by a schema, or by a media type. */
function describedAt(name: string, at: Located, { references, schemas }: Operation['source']): Described {
  const [media] = mediaOf(at, references, schemas);
  const [example] = media?.examples ?? examplesAt(at, references);
  const schema = childOf(at, 'schema');
  const own = schema.value === undefined ? undefined : schemas.of(schema);
  return { name, schema: media ? media.schema : own, example };
}

function headerValue({ name, schema, example }: Described, seed: string, { generator, checker }: HeaderMakers): Made {
  if (example) return example.value;
  if (!schema) return NONE;
  const ofSchema = schemaExample(schema, checker);
  if (ofSchema) return ofSchema.value;
  const usual = textOfHeader(name, randomOf(seed));
  if (usual !== undefined && checker.isValid(schema, usual)) return usual;
  return generator.make(schema, seed, { name, usesExamples: true });
}

/** The text of a header: JSON where the document says so, else parts between commas, exploded or not. */
function textOf(value: unknown, at: Located): string {
  if (childrenOf(childOf(at, 'content')).some(([type]) => isJson(type)) && typeof value !== 'string')
    return JSON.stringify(value).replaceAll(/[^ -~]/g, escaped);
  if (!isObject(value)) return [value].flat().map(String).join(',');
  const separator = fieldOf(at.value, 'explode') === true ? '=' : ',';
  return Object.entries(value)
    .map((entry) => entry.map(String).join(separator))
    .join(',');
}

/** A character as JSON has it where only ASCII can be sent. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

import type { IncomingMessage } from 'node:http';
import { type ErrorDetail, Refusal } from '../../errors/refusal.ts';
import type { Checker } from '../checking/checker.ts';
import { areAlike, essenceOf, isJson, type Media } from '../operations/media.ts';
import type { RequestBody } from '../operations/operation.ts';
import { fieldOf } from '../reading/json.ts';
import { type BracketFields, partsOfName, putField, valueOfFields } from './bracket-fields.ts';
import { jsonOrText } from './parameter-text.ts';
import { possibleTypes, propertySchemas } from './schema-types.ts';

/** A body as it was sent. */
export interface SentBody {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Whether an operation takes a body of the type that a request says. */
export function takesBody({ media }: RequestBody, request: IncomingMessage): boolean {
  return media.length === 0 || mediaLike(typeOf(request), media) !== undefined;
}

/** The media type of a body that an operation takes. Throws `UNSUPPORTED_MEDIA_TYPE`. */
export function mediaOfBody({ media }: RequestBody, request: IncomingMessage): Media | undefined {
  const sent = typeOf(request);
  if (media.length === 0) return undefined;
  const found = mediaLike(sent, media);
  if (found) return found;
  const types = media.map(({ type }) => type).join(', ');
  throw new Refusal('UNSUPPORTED_MEDIA_TYPE', `The body has to be ${types}, not ${sent || 'of no type'}.`, [
    { path: 'header/content-type', message: `must be ${types}` },
  ]);
}

function typeOf({ headers }: IncomingMessage): string {
  return essenceOf(headers['content-type'] ?? '');
}

/** The most precise of the types that a sent one is. */
function mediaLike(sent: string, media: readonly Media[]): Media | undefined {
  return [...media]
    .sort((one, other) => stars(one) - stars(other))
    .find(({ type }) => sent !== '' && areAlike(sent, essenceOf(type)));
}

function stars({ type }: Media): number {
  return type.split('*').length;
}

const MAX_NESTING = 500;

/** The value of a body; its text when it can't be read as a value, like XML. Throws `MALFORMED_JSON`. */
export async function valueOfBody({ bytes, contentType }: SentBody, media: Media, checker: Checker): Promise<unknown> {
  const essence = essenceOf(contentType);
  if (isJson(essence)) return parsedJson(bytes);
  if (essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data')
    return formOf(await fieldsIn(bytes, contentType), media, checker);
  return bytes.toString('utf8');
}

/** Whether a value can be checked by its schema: bytes and XML can't. */
export function isCheckable(contentType: string): boolean {
  const essence = essenceOf(contentType);
  return (
    isJson(essence) ||
    essence.startsWith('multipart/form-data') ||
    essence === 'application/x-www-form-urlencoded' ||
    essence === 'text/plain'
  );
}

function parsedJson(bytes: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : String(error));
  }
  if (depthOf(value) > MAX_NESTING) throw malformed(`it is nested deeper than ${MAX_NESTING} levels`);
  return value;
}

function malformed(reason: string): Refusal {
  return new Refusal('MALFORMED_JSON', `The body is not JSON: ${reason}.`, [{ path: '', message: reason }]);
}

/** The depth of a value, found level by level: a call for each level would be too many calls. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let level = [value]; level.length > 0 && depth <= MAX_NESTING; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return depth;
}

type Fields = readonly (readonly [string, string])[];

/** The text of a part of a form: the content of a file of JSON, which is read as a value, and the name of any other file. */
async function textOf(value: string | File): Promise<string> {
  if (typeof value === 'string') return value;
  return isJson(essenceOf(value.type)) ? value.text() : value.name;
}

/** The fields of a form, files by their names: Node's own parser reads both kinds of forms. */
async function fieldsIn(bytes: Buffer, contentType: string): Promise<Fields> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } }).formData();
    return await Promise.all(Array.from(form.entries(), async ([name, value]) => [name, await textOf(value)] as const));
  } catch (cause) {
    throw noForm(contentType, cause);
  }
}

function noForm(contentType: string, cause: unknown): Refusal {
  const details = [{ path: '', message: 'must be a form' }];
  return new Refusal('BAD_REQUEST', `The body is no ${essenceOf(contentType)}.`, details, { cause });
}

function formOf(fields: Fields, { schema, encodings }: Media, checker: Checker): Record<string, unknown> {
  const root: BracketFields = new Map();
  for (const [name, value] of fields) {
    // A document may describe a field by its name as it is sent, with the brackets.
    const isDescribed = schema?.property(name) !== undefined;
    putField(root, isDescribed ? [name] : partsOfName(name), value);
  }
  return Object.fromEntries(
    [...root].map(([name, field]) => {
      const contentType = fieldOf(fieldOf(encodings.value, name), 'contentType');
      const isEncoded = typeof contentType === 'string' && isJson(contentType);
      if (isEncoded && Array.isArray(field)) return [name, jsonOrText(field[0] ?? '')];
      return [name, valueOfFields(field, schema ? propertySchemas([schema], name) : [], checker)];
    }),
  );
}

/** All that is wrong with the value of a body. */
export function mistakesInBody(value: unknown, media: Media | undefined, checker: Checker): ErrorDetail[] {
  if (!media?.schema || value === undefined) return [];
  // A form is an object: a schema of another type says nothing of it.
  const types = possibleTypes(media.schema);
  const isForm = /^(multipart\/|application\/x-www-form-urlencoded)/.test(essenceOf(media.type));
  if (isForm && types.size > 0 && !types.has('object')) return [];
  return checker.mistakes(media.schema, value, '');
}

import { essenceOf, isJson } from '../operations/media.ts';
import { isList, isObject } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import { sampleFile } from './sample-files.ts';
import { xmlOf } from './xml.ts';

/** A body as it is sent. */
export interface SentAnswer {
  readonly contentType: string;
  readonly content: string | Buffer;
}

const BOUNDARY = 'part-of-the-answer';

type Write = (value: unknown, schema: Schema | undefined) => string;

const lines: Write = (value) => (isList(value) ? value : [value]).map((item) => `${JSON.stringify(item)}\n`).join('');
const events: Write = (value) =>
  (isList(value) ? value : [value]).map((item) => `data: ${textOf(item).replaceAll('\n', '\ndata: ')}\n\n`).join('');
const form: Write = (value) =>
  new URLSearchParams(
    isObject(value) ? Object.entries(value).map(([name, field]): [string, string] => [name, textOf(field)]) : [],
  ).toString();
const parts: Write = (value) => {
  const fields = isObject(value) ? Object.entries(value) : [['value', value] as const];
  const written = fields.map(([name, field]) => {
    const isText = typeof field === 'string';
    const head = `Content-Disposition: form-data; name="${name.replaceAll('"', '%22')}"\r\nContent-Type: ${isText ? 'text/plain' : 'application/json'}`;
    return `--${BOUNDARY}\r\n${head}\r\n\r\n${textOf(field)}\r\n`;
  });
  return `${written.join('')}--${BOUNDARY}--\r\n`;
};

/** Writers of values as other media types than JSON, each with the types that it writes. */
const writers: readonly (readonly [RegExp, Write])[] = [
  [/[/+]xml$/, xmlOf],
  [/^application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-seq|stream\+json|jsonlines)$/, lines],
  [/^text\/event-stream$/, events],
  [/^application\/x-www-form-urlencoded$/, form],
  [/^multipart\//, parts],
  [/^text\/csv$/, (value) => (isList(value) ? csvOf(value) : textOf(value))],
];

/** The bytes of a value as a media type. A file of the type stands for a text in a type of files. */
export function bodyOf(value: unknown, type: string, schema: Schema | undefined): SentAnswer {
  const essence = essenceOf(type);
  if (isJson(essence)) return { contentType: withCharset(type), content: JSON.stringify(value) ?? 'null' };
  if (essence.startsWith('multipart/'))
    return { contentType: `${essence}; boundary=${BOUNDARY}`, content: parts(value, schema) };
  const write = writers.find(([pattern]) => pattern.test(essence))?.[1];
  if (write && typeof value !== 'string') return { contentType: withCharset(type), content: write(value, schema) };
  const file = sampleFile(essence);
  if (file) return { contentType: type, content: file };
  if (write && essence === 'text/event-stream') return { contentType: type, content: write(value, schema) };
  return { contentType: withCharset(type), content: textOf(value) };
}

function withCharset(type: string): string {
  const isText = /^text\/|[/+]json$|[/+]xml$/.test(essenceOf(type));
  return isText && !type.includes('charset=') ? `${type}; charset=utf-8` : type;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function csvOf(rows: readonly unknown[]): string {
  const names = [...new Set(rows.flatMap((row) => (isObject(row) ? Object.keys(row) : ['value'])))];
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const written = rows.map((row) =>
    names.map((name) => cell(textOf(isObject(row) ? (row[name] ?? '') : row))).join(','),
  );
  return `${[names.map(cell).join(','), ...written].join('\n')}\n`;
}

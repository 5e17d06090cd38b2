import type { IncomingMessage } from 'node:http';
import { toPointerPart } from '../../errors/json-pointer.ts';
import type { ErrorDetail } from '../../errors/refusal.ts';
import type { Checker } from '../checking/checker.ts';
import type { Parameter } from '../operations/parameter.ts';
import { decodedText, NotDecodable, valueOfText } from './parameter-text.ts';
import { type QueryReading, type RawQuery, valueInQuery } from './query-parameters.ts';

/** The parts of a request that carry parameters. */
export interface ParameterSource {
  readonly path: ReadonlyMap<string, string>;
  readonly query: RawQuery;
  readonly request: IncomingMessage;
}

/** The parameters of a request by place and name, like `query/limit`. */
export type Parameters = ReadonlyMap<string, unknown>;

/** Reads the parameters of an operation and notes all that is wrong with them. */
export function readParameters(
  parameters: readonly Parameter[],
  source: ParameterSource,
  checker: Checker,
  mistakes: ErrorDetail[],
): Parameters {
  const read = new Map<string, unknown>();
  const names = new Set(parameters.filter(({ in: place }) => place === 'query').map(({ name }) => name));
  const reading = { checker, isDescribed: (name: string) => names.has(name) };
  for (const parameter of parameters) {
    const path = `${parameter.in}/${toPointerPart(parameter.name)}`;
    const value = valueOrMistake(parameter, source, reading);
    if (value instanceof NotDecodable) mistakes.push({ path, message: 'must be percent-encoded UTF-8' });
    else if (value !== undefined) read.set(path, value);
    else if (parameter.isRequired) mistakes.push({ path, message: 'is required' });
    mistakes.push(...mistakesIn(read.get(path), parameter, path, checker));
  }
  return read;
}

/** Headers that clients send by themselves, such as `accept-language: *`: a caller can't make the client send a value of the schema. */
const HEADERS_OF_CLIENTS: ReadonlySet<string> = new Set([
  'accept-language',
  'accept-encoding',
  'accept-charset',
  'user-agent',
]);

function mistakesIn(value: unknown, parameter: Parameter, path: string, checker: Checker): ErrorDetail[] {
  const { schema, media, in: place, name } = parameter;
  const described = schema ?? media?.schema;
  const isOfClient = place === 'header' && HEADERS_OF_CLIENTS.has(name.toLowerCase());
  return value === undefined || !described || isOfClient ? [] : checker.mistakes(described, value, path);
}

function valueOrMistake(parameter: Parameter, source: ParameterSource, reading: QueryReading): unknown {
  try {
    return valueIn(parameter, source, reading);
  } catch (error) {
    if (error instanceof NotDecodable) return error;
    throw error;
  }
}

function valueIn(parameter: Parameter, { path, query, request }: ParameterSource, reading: QueryReading): unknown {
  if (parameter.in === 'query') return valueInQuery(parameter, query, reading);
  const text = parameter.in === 'path' ? path.get(parameter.name) : textOutside(parameter, request);
  if (text === undefined) return undefined;
  return valueOfText(parameter, text, reading.checker, parameter.in === 'header' ? (sent) => sent : decodedText);
}

function textOutside({ in: place, name }: Parameter, { headers }: IncomingMessage): string | undefined {
  if (place === 'cookie') return cookies(headers.cookie).get(name);
  const header = headers[name.toLowerCase()];
  return Array.isArray(header) ? header.join(',') : header;
}

export function cookies(header = ''): ReadonlyMap<string, string> {
  return new Map(
    header.split(';').flatMap((part) => {
      const end = part.indexOf('=');
      return end === -1 ? [] : [[part.slice(0, end).trim(), part.slice(end + 1).trim()] as const];
    }),
  );
}

import { Refusal } from '../errors/refusal.ts';
import type { Reply } from './reply.ts';

/** The header of every success, as JSON. */
export const SUCCESS_HEADER = '{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS"}';

/** The answer with an operation's fields. Throws `CAPACITY_EXCEEDED` when it is longer than a text can be. */
export function success(status: number, fields: object): Reply {
  const text = jsonOf(fields);
  if (text === undefined) throw new Refusal('CAPACITY_EXCEEDED', 'The answer is larger than the server can write.');
  return { status, text: inEnvelope(text) };
}

/** The fields as JSON; `undefined` when that is longer than a text can be. */
function jsonOf(fields: object): string | undefined {
  try {
    return JSON.stringify(fields);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The answer with a page of a list. Throws `VALIDATION_ERROR` at `query/itemsPerPage` when it would be larger than `maxBytes`; a
 * page of one item is answered whatever its size.
 */
export function successPage(status: number, fields: object, maxBytes: number): Reply {
  let bytes = 0;
  const texts = Object.entries(fields).map(([name, value]) => {
    if (!Array.isArray(value)) return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
    const items = value.map((item, index) => {
      const text = JSON.stringify(item);
      bytes += Buffer.byteLength(text);
      if (index > 0 && bytes > maxBytes) throw tooLargePage(index, maxBytes);
      return text;
    });
    return `${JSON.stringify(name)}:[${items.join(',')}]`;
  });
  return { status, text: inEnvelope(`{${texts.join(',')}}`) };
}

function tooLargePage(fitting: number, maxBytes: number): Refusal {
  const message = `must be at most ${fitting} here: a page has at most ${maxBytes} bytes`;
  return Refusal.ofField('VALIDATION_ERROR', 'query/itemsPerPage', message);
}

function inEnvelope(fields: string): string {
  return fields === '{}' ? `{"header":${SUCCESS_HEADER}}` : `{"header":${SUCCESS_HEADER},${fields.slice(1)}`;
}

import { validateHeaderName, validateHeaderValue } from 'node:http';
import { CommandError } from '../documents/command-error.ts';
import { isObject, type Json } from '../documents/json-value.ts';

/** Reads the URL of a server; `what` begins the sentence that refuses another text. */
export function serverUrl(what: string): (text: string) => string {
  return (text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && /^https?:$/u.test(url.protocol) && url.search === '' && url.hash === '') return text;
    const hint = /^[\w.-]+(?::\d+)?(?:\/|$)/u.test(text) ? ` Did you mean http://${text}?` : '';
    throw new CommandError(`${what} is an http or https URL without query, not ${JSON.stringify(text)}.${hint}`);
  };
}

/** Reads the URL that sets up states, or `none`. */
export function statesUrl(text: string): string {
  return text === 'none' ? text : serverUrl('--states (if not none)')(text);
}

/** Reads a text that must not be empty. */
export function nonEmpty(what: string): (text: string) => string {
  return (text) => {
    if (text !== '') return text;
    throw new CommandError(`${what} must not be empty.`);
  };
}

/** Reads the name of a file and adds it to those read before. */
export function fileNames(text: string, previous: readonly string[] = []): string[] {
  return [...previous, nonEmpty('The name of a file')(text)];
}

/** Reads `Authorization: Bearer abc` and adds it to the headers read before. */
export function header(text: string, previous: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name = '', value = ''] = /^([^:]*):\s*(.*?)\s*$/su.exec(text) ?? [];
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch (cause) {
    throw new CommandError("--header is a name and a value, like 'Authorization: Bearer …'.", { cause });
  }
  return { ...previous, [name]: value };
}

/** Reads a date, or an instant. */
export function date(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/u.test(text) && !Number.isNaN(Date.parse(text)))
    return text;
  throw new CommandError(`--include-wip-pacts-since is a date like 2025-03-01, not ${JSON.stringify(text)}.`);
}

/** Reads consumer version selectors as the broker takes them: a JSON list of objects. */
export function selectors(text: string): readonly Json[] {
  const value = parsed(text);
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value;
  throw new CommandError(
    `--selectors is a JSON list of objects, like [{"mainBranch":true}], not ${JSON.stringify(text)}.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

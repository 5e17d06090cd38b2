/** Source that stands for itself where a value is written down. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const WIDTH = 110;

/** The place of a value in the source: the indentation of its lines, and how much of the first line is used. */
interface Place {
  readonly indent: string;
  readonly used: number;
}

/** Plain data as JavaScript, on one line where it fits, else a line for each of its parts. */
export function literal(value: unknown, place: Place = { indent: '', used: 0 }): string {
  const line = onOneLine(value);
  if (place.used + line.length <= WIDTH || !isNested(value)) return line;
  const indent = `${place.indent}  `;
  const part = (item: unknown, before: string) =>
    `${indent}${before}${literal(item, { indent, used: indent.length + before.length })},`;
  if (Array.isArray(value)) return ['[', ...value.map((item) => part(item, '')), `${place.indent}]`].join('\n');
  const fields = fieldsOf(value).map(([key, item]) =>
    isShorthand(key, item) ? `${indent}${key},` : part(item, `${keyText(key)}: `),
  );
  return ['{', ...fields, `${place.indent}}`].join('\n');
}

function onOneLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (!isNested(value)) return String(value);
  const fields = fieldsOf(value).map(([key, item]) =>
    isShorthand(key, item) ? key : `${keyText(key)}: ${onOneLine(item)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Code);
}

function fieldsOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}

function isShorthand(key: string, item: unknown): boolean {
  return item instanceof Code && item.text === key;
}

function keyText(key: string): string {
  // Written as any other key it would be the object's prototype.
  if (key === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** A string in single quotes, on one line whatever is in it. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/\\(.)/g, (escaped, character) => (character === '"' ? '"' : escaped))
    .replaceAll("'", String.raw`\'`)
    .replaceAll(
      /[\u007f-\u009f\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `'${inner}'`;
}

/** A call of the SDK. */
export interface Call {
  /** A path like `meters.create`. */
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The source of a call; its line begins with `before`. */
export function callText({ method, args }: Call, before: string): string {
  const indent = /^ */.exec(before)?.[0] ?? '';
  let text = `${before}client.${method}(`;
  for (const [index, arg] of args.entries()) {
    const separator = index === 0 ? '' : ', ';
    text += `${separator}${literal(arg, { indent, used: lastLine(text) + separator.length })}`;
  }
  return `${text})`;
}

/** The variables of a written test that calls name. */
export const uuid = new Code('uuid');
export const billingGroupId = new Code('billingGroupId');
export const headers = new Code('headers');

function lastLine(text: string): number {
  return text.length - text.lastIndexOf('\n') - 1;
}

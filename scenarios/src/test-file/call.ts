import { Code, literal } from './literal.ts';

/** A call of the SDK. */
export interface Call {
  /** Like `meters.create`. */
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The source of a call; `before` is what its line begins with. */
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

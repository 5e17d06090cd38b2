import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { UsageError } from './usage-error.ts';

/**
 * Reads a file that a user named, and checks its content. Throws a `UsageError` that names the file, and the place in it that is
 * wrong.
 */
export function readInput<Value>(file: string, parse: (text: string) => unknown, schema: z.ZodType<Value>): Value {
  const text = textOf(file);
  const result = schema.safeParse(parsed(file, text, parse));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  throw new UsageError(`${file} is wrong${place}: ${issue?.message}.`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    throw new UsageError(code === 'ENOENT' ? `There is no file ${file}.` : `${file} can't be read: ${String(code)}.`, {
      cause,
    });
  }
}

function parsed(file: string, text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const [line = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new UsageError(`${file} can't be parsed: ${line}`, { cause });
  }
}

import { readFileSync } from 'node:fs';
import { CommandError } from './command-error.ts';
import { LineCounter, parseDocument } from './yaml-package.ts';

/** Reads a JSON file. Throws a `CommandError` with line and column when it is not JSON. */
export function readJsonFile(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`${file} is no JSON${placeInJson(text, cause)}.`, { cause });
  }
}

/** Reads a YAML file, which may be JSON. Throws a `CommandError` with line and column when it is neither. */
export function readYamlFile(file: string): unknown {
  const text = readText(file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw new CommandError(`${file} is no YAML: line ${line}, column ${col}: ${error.message}.`);
  }
  try {
    return document.toJS();
  } catch (cause) {
    throw new CommandError(`${file} is no YAML that can be read: ${messageOf(cause)}.`, { cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/u, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const message = code === 'ENOENT' ? `There is no file ${file}.` : `${file} can't be read: ${code}.`;
    throw new CommandError(message, { cause });
  }
}

/** The place that JSON.parse complains about: its message has a position, or none when the text ends too early. */
function placeInJson(text: string, error: unknown): string {
  const message = messageOf(error);
  const [, position] = /at position (\d+)/u.exec(message) ?? [];
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n');
  const [what] = message.split(/ in JSON| at position/u);
  return `: line ${before.length}, column ${(before.at(-1) ?? '').length + 1}: ${what}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

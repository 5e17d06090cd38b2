import { closest, distance } from 'fastest-levenshtein';
import type { Setting } from './setting.ts';

export const VARIABLE_PREFIX = 'MOCK_SERVER_';

/** The option as the help shows it, like `--port <number>`. */
export function optionOf({ option, type: { placeholder } }: Setting<unknown>): string {
  return placeholder === undefined ? `--${option}` : `--${option} ${placeholder}`;
}

export function variableOf({ option }: Setting<unknown>): string {
  return VARIABLE_PREFIX + option.toUpperCase().replaceAll('-', '_');
}

/** The key of a configuration file, like `rateLimit`. */
export function keyOf({ option }: Setting<unknown>): string {
  return option.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The default in words. */
export function defaultTextOf({ type, default: value, defaultWords }: Setting<unknown>): string {
  return defaultWords ?? String(type.print(value));
}

const MAX_COMPARED = 100;

/** The name that was probably meant: one that differs in two letters, or in at most a third of them, whatever their case. */
export function nearestName(asked: string, names: readonly string[]): string | undefined {
  if (asked.length > MAX_COMPARED) return undefined;
  const lettersOf = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, '');
  const nearest = closest(lettersOf(asked), names.map(lettersOf));
  const letters = distance(lettersOf(asked), nearest);
  const isNear = letters <= Math.max(2, nearest.length / 3) && letters < asked.length / 1.5;
  return isNear ? names.find((candidate) => lettersOf(candidate) === nearest) : undefined;
}

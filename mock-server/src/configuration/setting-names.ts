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

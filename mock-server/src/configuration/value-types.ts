import { resolve } from 'node:path';
import { ORIGIN_IS, originTest } from '../http/allowed-origin.ts';
import { HOST_IS, isHost } from '../http/host.ts';
import { PREFIX_IS, pathPrefix } from '../http/path-prefix.ts';
import { isLogLevel, LOG_LEVELS, type LogLevel } from '../log/log.ts';

/** The form of a value on the command line, in an environment variable and in a file. */
export interface ValueType<Value> {
  /** The word that stands for the value in the help, like `<number>`. A switch has none. */
  readonly placeholder?: string;
  /** The sentence, without its full stop, that says which texts are values. */
  readonly rule: string;
  /** The value of a text; `undefined` when the text is no value. */
  parse(text: string): Value | undefined;
  /** The value as a configuration file has it. */
  print(value: Value): string | number | boolean | readonly string[];
  /** Whether a text may have several values, separated by commas. */
  readonly isList?: true;
  /** The text that means in the working directory what `text` means in `folder`. */
  fromFolder?(text: string, folder: string): string;
}

export function wholeNumber(what: string, max: number, min = 0): ValueType<number> {
  return {
    placeholder: '<number>',
    rule: `${what} is a whole number from ${min} to ${max}`,
    parse: (text) => numberWithin(min, max, text),
    print: (value) => value,
  };
}

/** A time that is written in whole seconds, and whose value has milliseconds. */
export function seconds(max: number): ValueType<number> {
  return {
    placeholder: '<seconds>',
    rule: `A time-out is a whole number from 0 to ${max}`,
    parse: (text) => {
      const value = numberWithin(0, max, text);
      return value === undefined ? undefined : value * 1_000;
    },
    print: (value) => value / 1_000,
  };
}

/** A number of bytes, which may be written in a larger unit. */
export function size(min: string, max: string): ValueType<number> {
  const [minBytes = 0, maxBytes = 0] = [min, max].map(bytesIn);
  return {
    placeholder: '<size>',
    rule: `A size is a whole number of bytes, KiB, MiB or GiB, from ${min} to ${max}`,
    parse(text) {
      const bytes = bytesIn(text);
      return bytes !== undefined && minBytes <= bytes && bytes <= maxBytes ? bytes : undefined;
    },
    print(bytes) {
      const [unit, factor] = units.findLast(([, ofUnit]) => bytes >= ofUnit && bytes % ofUnit === 0) ?? ['', 1];
      return unit === '' ? bytes : `${bytes / factor}${unit}`;
    },
  };
}

const units: readonly (readonly [unit: string, bytes: number])[] = [
  ['', 1],
  ['KiB', 2 ** 10],
  ['MiB', 2 ** 20],
  ['GiB', 2 ** 30],
];

function bytesIn(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,15}) ?([KMG]iB)?$/i.exec(text) ?? [];
  const [, factor = 1] = units.find(([known]) => known.toLowerCase() === unit.toLowerCase()) ?? [];
  return digits === undefined ? undefined : Number(digits) * factor;
}

const switchTexts: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
]);

export const onOrOff: ValueType<boolean> = {
  rule: 'It is true or false',
  parse: (text) => switchTexts.get(text.toLowerCase()),
  print: (value) => value,
};

export const host: ValueType<string> = {
  placeholder: '<address>',
  rule: HOST_IS,
  parse: (text) => (isHost(text) ? text : undefined),
  print: (value) => value,
};

export const prefix: ValueType<string> = {
  placeholder: '<path>',
  rule: PREFIX_IS,
  parse: pathPrefix,
  print: (value) => value || '/',
};

export const origins: ValueType<readonly string[]> = {
  placeholder: '<origin>',
  rule: `It ${ORIGIN_IS}`,
  parse(text) {
    const given = text.split(',').map((origin) => origin.trim());
    return given.every((origin) => originTest(origin)) ? given : undefined;
  },
  print: (value) => value,
  isList: true,
};

export const logLevel: ValueType<LogLevel> = {
  placeholder: '<level>',
  rule: `A log level is one of ${LOG_LEVELS.join(', ')}`,
  parse: (text) => (isLogLevel(text) ? text : undefined),
  print: (value) => value,
};

export const fileName: ValueType<string> = {
  placeholder: '<file>',
  rule: 'It needs the name of a file',
  parse: (text) => (text === '' ? undefined : text),
  print: (value) => resolve(value),
  fromFolder: (text, folder) => resolve(folder, text),
};

/** Files, whose names have no commas. */
export const fileNames: ValueType<readonly string[]> = {
  placeholder: '<file>',
  rule: 'It needs the names of files',
  parse(text) {
    const given = text.split(',').map((file) => file.trim());
    return given.includes('') ? undefined : given;
  },
  print: (files) => files.map((file) => resolve(file)),
  isList: true,
  fromFolder: (text, folder) =>
    text
      .split(',')
      .map((file) => resolve(folder, file.trim()))
      .join(','),
};

/** A name that is checked later, by other settings. */
export const name: ValueType<string> = {
  placeholder: '<name>',
  rule: 'It is a name',
  parse: (text) => text,
  print: (value) => value,
};

/** Any text of some length, mostly a number. */
export const seedText: ValueType<string> = {
  placeholder: '<seed>',
  rule: 'A seed has 1 to 100 characters',
  parse: (text) => (text.length >= 1 && text.length <= 100 ? text : undefined),
  print: (value) => value,
};

function numberWithin(min: number, max: number, text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
}

import { fullFormats } from 'ajv-formats/dist/formats.js';

type Test = (text: string) => boolean;

/** The formats of texts, as ajv checks them. A format that is not among them says nothing that can be checked. */
const tests: ReadonlyMap<string, Test> = new Map(
  Object.entries(fullFormats).flatMap(([name, format]) => {
    const test = testOf(format);
    return test ? [[name, test] as const] : [];
  }),
);

export function formatTest(name: string | undefined): Test | undefined {
  return name === undefined ? undefined : tests.get(name);
}

function testOf(format: unknown): Test | undefined {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => format(text) === true;
  if (typeof format !== 'object' || format === null || !('validate' in format)) return undefined;
  const isOfNumbers = 'type' in format && format.type === 'number';
  return isOfNumbers ? undefined : testOf(format.validate);
}

const INT32 = 2 ** 31;
const INT64 = 2 ** 63;

/** The formats of numbers: the smallest and the largest, and whether they are whole. */
export const numberFormats: ReadonlyMap<string, { readonly min: number; readonly max: number }> = new Map([
  ['int32', { min: -INT32, max: INT32 - 1 }],
  ['int64', { min: -INT64, max: INT64 }],
]);

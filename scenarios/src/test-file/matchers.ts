/** A function that written tests have when what they expect names it. */
interface Matcher {
  readonly name: string;
  readonly comment: string;
  readonly body: (types: Types) => readonly string[];
}

interface Types {
  readonly string: string;
  readonly unknown: string;
}

const matchers: readonly Matcher[] = [
  {
    name: 'decimal',
    comment: '/** A decimal, with or without zeros at its end. */',
    body: ({ string, unknown }) => [
      `function decimal(value${string}) {`,
      `  const plain = (written${unknown}) => String(written).replace(/(\\.\\d*?)0+$/, '$1').replace(/\\.$/, '');`,
      `  return expect.toSatisfy((written${unknown}) => plain(written) === value, value);`,
      '}',
    ],
  },
  {
    name: 'instant',
    comment: '/** An instant, whatever offset it is written with. */',
    body: ({ string, unknown }) => [
      `function instant(value${string}) {`,
      `  return expect.toSatisfy((written${unknown}) => Date.parse(String(written)) === Date.parse(value), value);`,
      '}',
    ],
  },
];

/** The functions that tests name, in TypeScript or without types. */
export function matchersIn(tests: string, isTyped: boolean): string[] {
  const types = isTyped ? { string: ': string', unknown: ': unknown' } : { string: '', unknown: '' };
  return matchers
    .filter(({ name }) => tests.includes(`${name}('`))
    .map(({ comment, body }) => [comment, ...body(types)].join('\n'));
}

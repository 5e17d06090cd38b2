import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalog, printCatalog } from '../catalog.ts';
import { CatalogError, checkPolicy, standardPolicy } from '../index.ts';

function errorOf(load: () => unknown): CatalogError {
  try {
    load();
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
  throw new Error('The catalog is taken.');
}

/** The mistakes that are told of a catalog, a line each. */
function problemsOf(text: string): string[] {
  return errorOf(() => parseCatalog(text, 'c')).message.split('\n');
}

const decimal = 'must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5"';
const days = 'must be a whole number from 0 to 36500';

describe('a part', () => {
  test('that is left out is the standard one', () => {
    expect(parseCatalog('{}')).toEqual(standardPolicy);
    const lateFees = { dueDay: 10, graceDays: 0, rate: '1.5' };
    expect(parseCatalog('lateFees: { dueDay: 10, graceDays: 0, rate: 1.5 }')).toEqual({ ...standardPolicy, lateFees });
  });

  test('that is given replaces it whole', () => {
    const { priceBook, members } = parseCatalog(`
members:
  us: { currency: USD, tax: { name: None, rate: 0, rounding: UP }, timeZone: UTC }
prices:
  "*": { USD: 2 }
`);
    const tax = { taxName: 'None', taxRate: '0', taxRounding: 'UP' };
    expect(members).toEqual([{ member: 'us', currency: 'USD', ...tax, timeZone: 'UTC' }]);
    expect(priceBook).toEqual([
      { counter: '*', prices: [{ currency: 'USD', pricing: { model: 'FLAT', unitPrice: '2' } }] },
    ]);
    expect(problemsOf('lateFees: { dueDay: 10 }')).toEqual([
      'c:1:11 lateFees.graceDays is missing',
      'c:1:11 lateFees.rate is missing',
    ]);
  });

  test('may be given as JSON', () => {
    const json =
      '{"lateFees": {"dueDay": 25, "graceDays": 30, "rate": 5}, "credits": {"expiringSoonDays": 7, "ranks": [["PROMOTIONAL", "CAMPAIGN", "BONUS"], ["FREE", "COMPENSATION"], ["REFUND"], "PAID"]}}';
    expect(parseCatalog(json)).toEqual(standardPolicy);
  });
});

const inWon = (row: string) => `
members: { kr: { currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWN }, timeZone: Asia/Seoul } }
prices:
  "*": { KRW: 1 }
  c: ${row}
`;
const pricingOf = (row: string) => parseCatalog(inWon(row)).priceBook[1]?.prices[0]?.pricing;

describe('a price', () => {
  test.each(['166.67', '0.1', '0.30', '123456789012345.123456789012', '9007199254740.993', '007'])(
    'of %s keeps its digits',
    (unitPrice) => {
      expect(pricingOf(`{ KRW: ${unitPrice} }`)).toEqual({ model: 'FLAT', unitPrice });
      expect(pricingOf(`{ KRW: "${unitPrice}" }`)).toEqual({ model: 'FLAT', unitPrice });
    },
  );

  test.each([
    '12345678901234567.5',
    '1e3',
    '0x1F',
    '1_000',
    '-1',
    '+1',
    '.5',
    '5.',
    '"1,5"',
    '.inf',
    'free',
    '~',
    '',
    '0.1234567890123',
  ])('of %s is refused', (price) => {
    expect(problemsOf(inWon(`{ KRW: ${price} }`))).toEqual([
      expect.stringMatching(/^c:5:\d+ prices\.c\.KRW must be a decimal/),
    ]);
  });

  test('has a model', () => {
    const tiers = [
      { upTo: '100', unitPrice: '0' },
      { upTo: '1000', unitPrice: '90' },
      { upTo: null, unitPrice: '70' },
    ];
    const upTo = 'upTo: [100, 1000], KRW: [0, 90, 70]';
    expect(pricingOf(`{ model: GRADUATED, unit: GB, ${upTo} }`)).toEqual({ model: 'GRADUATED', unit: 'GB', tiers });
    expect(pricingOf(`{ model: VOLUME, ${upTo} }`)).toEqual({ model: 'VOLUME', tiers });
    const open = [{ upTo: null, unitPrice: '5' }];
    expect(pricingOf('{ model: VOLUME, upTo: [], KRW: [5] }')).toEqual({ model: 'VOLUME', tiers: open });
    const seats = { model: 'PACKAGE', packageSize: '5', packagePrice: '30000' };
    expect(pricingOf('{ model: PACKAGE, packageSize: 5, KRW: 30000 }')).toEqual(seats);
  });

  test('may have terms of its own, and the others of its row', () => {
    expect(pricingOf('{ unit: GB, KRW: { unit: MB, price: 3 } }')).toEqual({
      model: 'FLAT',
      unit: 'MB',
      unitPrice: '3',
    });
    expect(pricingOf('{ model: VOLUME, unit: GB, upTo: [5], KRW: { upTo: [7], price: [2, 1] } }')).toEqual({
      model: 'VOLUME',
      unit: 'GB',
      tiers: [
        { upTo: '7', unitPrice: '2' },
        { upTo: null, unitPrice: '1' },
      ],
    });
    expect(pricingOf('{ model: PACKAGE, packageSize: 5, KRW: { unit: EA, price: 3 } }')).toEqual({
      model: 'PACKAGE',
      unit: 'EA',
      packageSize: '5',
      packagePrice: '3',
    });
  });

  test.each([
    ['{ model: STEPS, KRW: 1 }', '5:15 prices.c.model must be one of FLAT, PACKAGE, GRADUATED, VOLUME'],
    ['{ model: PACKAGE, packageSize: 0, KRW: 1 }', '5:37 prices.c.packageSize must be > 0'],
    ['{ model: PACKAGE, KRW: 1 }', '5:6 prices.c.packageSize is missing'],
    ['{ packageSize: 5, KRW: 1 }', '5:8 prices.c.packageSize is for the model PACKAGE, and this one is FLAT'],
    ['{ model: PACKAGE, packageSize: 5, KRW: { model: FLAT, price: 1 } }', undefined],
    [
      '{ KRW: { upTo: [1], price: 1 } }',
      '5:15 prices.c.KRW.upTo is for the model GRADUATED or VOLUME, and this one is FLAT',
    ],
    ['{ model: VOLUME, upTo: [100, 100], KRW: [3, 2, 1] }', '5:35 prices.c.upTo[1] must be > 100'],
    ['{ model: VOLUME, upTo: [0], KRW: [3, 2] }', '5:30 prices.c.upTo[0] must be > 0'],
    [
      '{ model: VOLUME, upTo: [100, 1000], KRW: [3, 2] }',
      '5:47 prices.c.KRW must have 3 in all: a price for each limit of upTo, and one for what is above',
    ],
    ['{ model: VOLUME, upTo: [100], KRW: 3 }', '5:41 prices.c.KRW must be a list of prices, one for each tier'],
    ['{ model: VOLUME, upTo: [100], KRW: [3, x] }', `5:45 prices.c.KRW[1] ${decimal}`],
    ['{ model: VOLUME, upTo: 100, KRW: [3, 2] }', '5:29 prices.c.upTo must be a list of limits'],
    [
      '{ model: VOLUME, upTo: [], KRW: [] }',
      '5:38 prices.c.KRW must have 1 in all: a price for each limit of upTo, and one for what is above',
    ],
    ['{ model: VOLUME, KRW: [3] }', '5:6 prices.c.upTo is missing'],
    ['{ KRW: [3] }', '5:13 prices.c.KRW must be a single value'],
    ['{ KRW: {} }', '5:13 prices.c.KRW.price is missing'],
    [
      '{ KRW: { price: 1, per: GB } }',
      '5:25 prices.c.KRW.per is not known: there are model, unit, packageSize, upTo, price',
    ],
    ['{ KRW: 1, KRW: 2 }', '5:16 prices.c.KRW must not be given twice'],
    [
      '{ KRW: 1, won: 2 }',
      '5:16 prices.c.won is neither a currency like KRW nor one of model, unit, packageSize, upTo',
    ],
    ['{ USD: 1 }', '5:6 prices.c must have a price in KRW: a member bills in it'],
    ['5', '5:6 prices.c must be a map of a price per currency, and any of model, unit, packageSize, upTo'],
    ['{ unit: "", KRW: 1 }', '5:14 prices.c.unit must be a string that is not empty'],
  ])('in the row %s is told what it must be', (row, problem) => {
    if (problem === undefined) expect(() => parseCatalog(inWon(row))).not.toThrow();
    else expect(problemsOf(inWon(row))).toEqual([`c:${problem}`]);
  });
});

const member = (fields: string) => `members:\n  kr: { ${fields} }`;
const vat = 'tax: { name: VAT, rate: 10, rounding: DOWN }';

test.each([
  ['members: {}', '1:10 members must have a member'],
  ['members: [kr]', '1:10 members must be a map of members by name'],
  ['members:', '1:9 members must be a map of members by name'],
  [
    member(`currency: KRW, ${vat}, timeZone: Asia/Soul`),
    '2:80 members.kr.timeZone must be an IANA time zone like "Asia/Seoul"',
  ],
  [member(`currency: krw, ${vat}, timeZone: UTC`), '2:19 members.kr.currency must be an ISO 4217 code like "KRW"'],
  [
    member('currency: KRW, tax: { name: VAT, rate: 101, rounding: DOWN }, timeZone: UTC'),
    '2:48 members.kr.tax.rate must be <= 100',
  ],
  [
    member('currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWNWARDS }, timeZone: UTC'),
    '2:62 members.kr.tax.rounding must be one of DOWN, HALF_UP, HALF_EVEN, UP',
  ],
  [member('currency: KRW, tax: 10, timeZone: UTC'), '2:29 members.kr.tax must be a map of name, rate, rounding'],
  [member(`currency: KRW, ${vat}`), '2:7 members.kr.timeZone is missing'],
  [
    member(`currency: KRW, ${vat}, timezone: UTC, timeZone: UTC`),
    '2:70 members.kr.timezone is not known: did you mean timeZone? There are currency, tax, timeZone',
  ],
  ['members: { "": 1, kr: { } }', '1:12 a name in members must be a text that is not empty'],
  ['units: { HOURS: 1 }', '1:8 units must be a list of dimensions, each a map of units'],
  ['units: [{ EA: 1, ea: 2 }]', '1:22 units[0].ea must not be given twice: EA is there already'],
  ['units: [{ EA: 0 }]', '1:15 units[0].EA must be > 0'],
  [
    'prices: { c: { KRW: 1, JPY: 1, USD: 1, EUR: 1 } }',
    '1:9 prices must have a row "*": without it a counter of no other row has no price',
  ],
  ['prices: { "*": { KRW: 1, EUR: 1 } }', '1:16 prices.* must have a price in JPY, USD: a member bills in it'],
  [
    'prices: { "*": { KRW: 1, JPY: 1, USD: 1, EUR: 1 }, a*: { KRW: 1, JPY: 1, USD: 1, EUR: 1 } }',
    '1:56 prices.a* must be a name, "prefix.*" or "*"',
  ],
  [
    'adjustments: { defaultPriority: 1.5, maxRateDiscount: 10, maxRateSurcharge: 10, maxFixedAmount: 1 }',
    '1:33 adjustments.defaultPriority must be a whole number from -9007199254740991 to 9007199254740991',
  ],
  [
    'adjustments: { defaultPriority: 1, maxRateDiscount: 10, maxRateSurcharge: 10, maxFixedAmount: 9007199254740993 }',
    '1:95 adjustments.maxFixedAmount must be a whole number from 0 to 9007199254740991',
  ],
  [
    'credits: { expiringSoonDays: 7, ranks: [[PROMOTIONAL, CAMPAIGN, BONUS], [FREE, COMPENSATION], REFUND] }',
    '1:40 credits.ranks must rank every type: PAID is missing',
  ],
  [
    'credits: { expiringSoonDays: 7, ranks: [PAID, [PROMOTIONAL, CAMPAIGN, BONUS, FREE, COMPENSATION, REFUND, PAID]] }',
    '1:106 credits.ranks[1][6] must not be given twice: PAID is there already',
  ],
  ['lateFees: { dueDay: 29, graceDays: 30, rate: 5 }', '1:21 lateFees.dueDay must be a whole number from 1 to 28'],
  ['lateFees: { dueDay: 1e1, graceDays: 30, rate: 5 }', '1:21 lateFees.dueDay must be a whole number from 1 to 28'],
  ['lateFees: { dueDay: 1, graceDays: -1, rate: 5 }', `1:35 lateFees.graceDays ${days}`],
  ['lateFees: { dueDay: 1, graceDays: 1, rate: 500 }', '1:44 lateFees.rate must be <= 100'],
  [
    'latefees: {}',
    '1:1 latefees is not known: did you mean lateFees? There are members, units, prices, adjustments, credits, lateFees, rules',
  ],
  ['"a\\nb": {}', '1:1 "a\\nb" is not known: there are members, units, prices, adjustments, credits, lateFees, rules'],
  ['lateFees: {}\nlateFees: {}', '2:1 lateFees must not be given twice'],
])('%s: %s', (text, problem) => {
  expect(problemsOf(text)).toContain(`c:${problem}`);
});

test('all mistakes are told at once, in the order of the file, and nothing that follows from them', () => {
  const text = `
members:
  sg: { currency: SG$, tax: { name: GST, rate: 9 %, rounding: NONE }, timeZone: Asia/Singapur }
prices:
  compute: { KRW: 10 per hour }
credits: none
lateFees:
  dueDay: 31
  graceDays: a week
  fine: 5
`;
  expect(problemsOf(text)).toEqual([
    'c:3:19 members.sg.currency must be an ISO 4217 code like "KRW"',
    `c:3:48 members.sg.tax.rate ${decimal}`,
    'c:3:63 members.sg.tax.rounding must be one of DOWN, HALF_UP, HALF_EVEN, UP',
    'c:3:81 members.sg.timeZone must be an IANA time zone like "Asia/Seoul"',
    'c:5:3 prices must have a row "*": without it a counter of no other row has no price',
    `c:5:19 prices.compute.KRW ${decimal}`,
    'c:6:10 credits must be a map of expiringSoonDays, ranks',
    'c:8:3 lateFees.rate is missing',
    'c:8:11 lateFees.dueDay must be a whole number from 1 to 28',
    `c:9:14 lateFees.graceDays ${days}`,
    'c:10:3 lateFees.fine is not known: there are dueDay, graceDays, rate',
  ]);
  const { mistakes } = errorOf(() => parseCatalog(text));
  expect(mistakes).toHaveLength(11);
  expect(mistakes[0]).toEqual({
    line: 3,
    column: 19,
    message: 'members.sg.currency must be an ISO 4217 code like "KRW"',
  });
});

test('members whose currency the standard prices lack need prices', () => {
  expect(problemsOf(member(`currency: SGD, ${vat}, timeZone: UTC`))).toEqual([
    'c:1:1 prices (left out, so the standard ones) must have a price in SGD: a member bills in it',
  ]);
});

test.each(['__proto__', 'constructor', 'hasOwnProperty'])('%s is a name like others', (name) => {
  const policy = parseCatalog(`
members:
  ${name}: { currency: KRW, ${vat}, timeZone: UTC }
units: [{ ${name}: 1 }]
prices:
  ${name}: { unit: ${name}, KRW: 5 }
  "*": { KRW: 1 }
`);
  expect(policy.members.map((one) => one.member)).toEqual([name]);
  expect(policy.priceBook.map(({ counter }) => counter)).toEqual([name, '*']);
  expect(policy.unitDimensions).toEqual([[{ unit: name, size: '1' }]]);
  expect(problemsOf(`${name}: 1`)).toEqual([expect.stringContaining(`c:1:1 ${name} is not known`)]);
  expect(problemsOf(`lateFees: { ${name}: 1, dueDay: 1, graceDays: 1, rate: 1 }`)).toHaveLength(1);
});

describe('the text', () => {
  test.each([
    ['', '1:1 the catalog is empty: print the standard one to start from'],
    ['# nothing but a comment\n', '1:1 the catalog is empty: print the standard one to start from'],
    ['5', expect.stringMatching(/^c:1:1 the catalog must be a map of any of members, units, prices, /)],
    ['members: [', expect.stringMatching(/^c:1:11 is not YAML: Flow sequence /)],
    ['lateFees:\n\trate: 5', expect.stringMatching(/^c:2:1 is not YAML: Tabs are not allowed/)],
    ['lateFees: {}\n---\nlateFees: {}', '2:1 is not YAML: a catalog is one document, and here a second one starts'],
    ['lateFees: !!js/function x', '1:11 is not YAML: Unresolved tag: tag:yaml.org,2002:js/function'],
    ['? [a]\n: 1', '1:3 a name in the catalog must be a text that is not empty'],
    ['lateFees: *late', '1:11 lateFees must be written out: a catalog has no aliases'],
    [`members: ${'['.repeat(50_000)}`, expect.stringMatching(/^c:1:\d+ is no catalog: it is nested too deeply$/)],
    [`${'- '.repeat(50_000)}a\nmembers: {}`, expect.stringMatching(/^c:1:\d+ is no catalog: it is nested too deeply$/)],
  ])('%j is refused', (text, problem) => {
    expect(problemsOf(text)).toContainEqual(typeof problem === 'string' ? `c:${problem}` : problem);
  });

  test('with aliases of aliases is refused at the first of each', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'.split('').map((to, at) => `${to}: &${to} [*${'abcdefghi'[at]}, *${'abcdefghi'[at]}]`),
    ];
    expect(problemsOf([...bomb, 'members: *j'].join('\n'))).toContain(
      'c:11:10 members must be written out: a catalog has no aliases',
    );
  });

  test.each([
    ['a list of nothing', `[${','.repeat(1_000)}]`, 'Unexpected , in flow sequence', 950],
    ['brackets that close', ']'.repeat(1_000), 'Unexpected flow-seq-end token', 950],
    ['escapes that do not exist', `"${'\\q'.repeat(1_000)}"`, 'Invalid escape sequence \\q', 950],
    ['tags', '- !a x\n'.repeat(1_000), 'Unresolved tag: !a', 950],
  ])('that is no YAML for its %s names fifty errors', (_, text, message, more) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(51);
    for (const problem of problems.slice(0, 50)) expect(problem).toContain(message);
    expect(problems[50]).toMatch(new RegExp(`^c:\\d+:\\d+ is not YAML: from here on there are ${more} more errors$`));
  });

  test('is quoted in part, on one line', () => {
    const long = 'U'.repeat(100_000);
    for (const text of ['%'.repeat(100_000), `units: [{ ${long}: 1 }, { ${long}: 2 }]`]) {
      const [problem = '', ...more] = problemsOf(text);
      expect(problem).toMatch(/^c:1:\d+ .{600}…$/);
      expect(more).toEqual(text.startsWith('%') ? [expect.stringContaining('Missing directives-end')] : []);
    }
    expect(problemsOf('units: [{ "a\\nb": 1 }, { "a\\nb": 2 }]')).toEqual([
      'c:1:34 units[1]."a\\nb" must not be given twice: A B is there already',
    ]);
  });

  test.each([
    ['words', '- x\n'.repeat(100_000)],
    ['rows', 'k: v\n'.repeat(100_000)],
    ['empty lines', '\n'.repeat(400_000)],
    ['commas', `[${','.repeat(400_000)}`],
    ['quotes', '"'.repeat(800_000)],
    ['colons', ':\n'.repeat(200_000)],
  ])('of very many %s is not read to its end', (_, text) => {
    const found = problemsOf(text);
    expect(found).toEqual([
      expect.stringMatching(/^c:\d+:\d+ is no catalog: it is too long: a catalog has at most 300000 words and marks$/),
    ]);
  });

  test.each([
    ['[', '['],
    ['{', '{'],
    ['dashes', '- '],
    ['question marks', '? '],
    ['colons', ': '],
    ['keys', 'a: b: '],
    ['pairs', '{a: b},'],
  ])('that is nested as deeply as %s can be is not read to its end', (_, text) => {
    expect(problemsOf(text.repeat(300_000))).toEqual([
      expect.stringMatching(/^c:1:\d+ is no catalog: it is nested too deeply$/),
    ]);
  });

  test('with many wrong figures keeps every one of them', () => {
    const wrong = { currency: 'KRW', tax: { name: 'VAT', rate: 101, rounding: 'DOWN' }, timeZone: 'UTC' };
    const members = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}`, wrong]));
    const { mistakes } = errorOf(() => parseCatalog(JSON.stringify({ members })));
    expect(mistakes.map(({ message }) => message)).toEqual(
      Array.from({ length: 300 }, (_, index) => `members.m${index}.tax.rate must be <= 100`),
    );
  });

  test('with very many mistakes tells the first hundred', () => {
    const text = Array.from({ length: 5_000 }, (_, index) => `x${index}: 1`).join('\n');
    const { message, mistakes } = errorOf(() => parseCatalog(text));
    expect(message.split('\n')).toHaveLength(101);
    expect(message).toMatch(/\n… and 4900 more$/);
    expect(mistakes).toHaveLength(5_000);
  });
});

test('whatever is changed of a catalog, it is a policy that can be billed by or refused by line and column', () => {
  const printed = printCatalog(standardPolicy).replaceAll(/^#.*\n/gm, '');
  const change = fc.record({
    at: fc.nat(printed.length),
    cut: fc.nat(8),
    text: fc.constantFrom(
      '',
      ' ',
      '\n',
      '\n  ',
      '0',
      '-',
      '.',
      ',',
      ':',
      ': ',
      '{',
      '}',
      '[',
      ']',
      '"',
      '*',
      '&a ',
      '*a',
      '!x ',
      '#',
      'KRW',
      '|\n',
      '\t',
      '\0',
    ),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce(
        (before, { at, cut, text: put }) => before.slice(0, at) + put + before.slice(at + cut),
        printed,
      );
      try {
        checkPolicy(parseCatalog(text, 'c'));
      } catch (error) {
        expect(error).toBeInstanceOf(CatalogError);
        expect(String(error).split('\n')).toSatisfy((lines: string[]) =>
          lines.every((line) => /c:\d+:\d+ \S+ .+|… and/.test(line)),
        );
      }
    }),
    { numRuns: 500 },
  );
});

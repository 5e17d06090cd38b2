import type { RealisticSource } from './realistic-source.ts';

type Make = (source: RealisticSource, name: string) => string;

const day = (date: Date) => date.toISOString().slice(0, 10);

/** A time that fits a field's name: a time of creation is before one of an update, and a time of expiry is in the future. */
export function timeCalled({ faker }: RealisticSource, name: string): Date {
  if (/expir|due|until|end|renew|valid_to|next|deadline|trial/.test(name)) return faker.date.soon({ days: 300 });
  if (/updat|modif|last|recent|changed|seen/.test(name)) return faker.date.recent({ days: 20 });
  if (/birth|dob/.test(name)) return faker.date.birthdate();
  return faker.date.past({ years: 1, refDate: '2025-05-20T00:00:00.000Z' });
}

const time: Make = (source, name) => timeCalled(source, name).toISOString();

/** A decimal with two digits after the point, from 1.00 to 999.99. */
export function amount({ random }: RealisticSource): string {
  const digits = String(random.integer(100, 99_999));
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Values of the formats of JSON Schema, of OpenAPI, and of those that documents of real systems use. */
export const textsByFormat: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['date-time', time],
  ['datetime', time],
  ['iso-date-time', time],
  ['date', (source, name) => day(timeCalled(source, name))],
  ['time', (source, name) => timeCalled(source, name).toISOString().slice(11)],
  ['iso-time', (source, name) => timeCalled(source, name).toISOString().slice(11)],
  ['duration', ({ random }) => `P${random.integer(1, 30)}DT${random.integer(1, 23)}H`],
  ['year-month', (source, name) => timeCalled(source, name).toISOString().slice(0, 7)],
  ['email', ({ faker }) => faker.internet.email().toLowerCase()],
  ['idn-email', ({ faker }) => faker.internet.email().toLowerCase()],
  ['hostname', ({ faker }) => faker.internet.domainName()],
  ['idn-hostname', ({ faker }) => faker.internet.domainName()],
  ['ipv4', ({ faker }) => faker.internet.ipv4()],
  ['ip', ({ faker }) => faker.internet.ipv4()],
  ['ipv6', ({ faker }) => faker.internet.ipv6()],
  ['mac', ({ faker }) => faker.internet.mac()],
  ['uri', ({ faker }) => webAddress(faker.internet.domainName(), faker.lorem.slug(2))],
  ['url', ({ faker }) => webAddress(faker.internet.domainName(), faker.lorem.slug(2))],
  ['iri', ({ faker }) => webAddress(faker.internet.domainName(), faker.lorem.slug(2))],
  ['uri-reference', ({ faker }) => `/${faker.lorem.slug(2)}`],
  ['iri-reference', ({ faker }) => `/${faker.lorem.slug(2)}`],
  ['uri-template', ({ faker }) => `/${faker.lorem.slug(1)}/{id}`],
  ['json-pointer', ({ faker }) => `/${faker.lorem.word()}/0`],
  ['relative-json-pointer', ({ random, faker }) => `${random.integer(0, 3)}/${faker.lorem.word()}`],
  ['json-pointer-uri-fragment', ({ faker }) => `#/${faker.lorem.word()}`],
  ['uuid', ({ faker }) => faker.string.uuid()],
  ['guid', ({ faker }) => faker.string.uuid()],
  ['regex', () => '^[a-z]+$'],
  ['byte', ({ faker }) => Buffer.from(faker.lorem.words(3)).toString('base64')],
  ['base64', ({ faker }) => Buffer.from(faker.lorem.words(3)).toString('base64')],
  ['base64url', ({ faker }) => Buffer.from(faker.lorem.words(3)).toString('base64url')],
  ['binary', ({ faker }) => faker.lorem.words(3)],
  ['password', ({ faker }) => faker.internet.password({ length: 16 })],
  ['int32', ({ random }) => String(random.integer(1, 9_999))],
  ['int64', ({ random }) => String(random.integer(1, 999_999_999))],
  ['decimal', amount],
  ['double', amount],
  ['float', amount],
  ['phone', ({ faker }) => faker.phone.number({ style: 'international' })],
  ['color', ({ faker }) => faker.color.rgb()],
  ['currency', ({ faker }) => faker.finance.currencyCode()],
  ['country-code', ({ faker }) => faker.location.countryCode()],
  ['timezone', ({ faker }) => faker.location.timeZone()],
  ['html', ({ faker }) => `<p>${faker.lorem.sentence()}</p>`],
  ['markdown', ({ faker }) => `**${faker.lorem.word()}** ${faker.lorem.sentence()}`],
  ['unix-time', ({ faker }) => String(Math.floor(faker.date.past().getTime() / 1_000))],
]);

export function webAddress(domain: string, path: string): string {
  return `https://${domain}/${path}`;
}

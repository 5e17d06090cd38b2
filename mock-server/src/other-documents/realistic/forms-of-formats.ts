import type { RealisticSource } from './realistic-source.ts';

/** Texts of one format in different forms. One of them has at least `least` characters, where the format can be so long. */
type Forms = (source: RealisticSource, least: number) => readonly string[];

const NAMES = ['a', 'ada', 'info', 'jane.doe'];

/** The longest label of a domain, and the longest local part of an email. */
const MAX_LABEL = 63;

const time = (source: RealisticSource) => source.faker.date.past().toISOString();

const times: Forms = (source) => {
  const whole = time(source);
  const second = whole.slice(0, 19);
  const midnight = `${whole.slice(0, 10)}T00:00:00`;
  const ends = ['Z', '+00:00', '+09:00', '-05:30', '.000Z', '.123456Z', '.5+02:00'];
  return [...ends.map((end) => second + end), `${midnight}Z`, `${midnight}.000Z`, `${midnight}+00:00`];
};

const days: Forms = (source) => {
  const day = time(source).slice(0, 10);
  return [`${day.slice(0, 8)}01`, `${day.slice(0, 8)}28`, `${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`];
};

const timesOfDay: Forms = (source) => times(source, 0).map((text) => text.slice(11));

const emails: Forms = ({ faker }, least) =>
  ['b.co', 'example.com', faker.internet.domainName()].flatMap((domain) => [
    ...NAMES.map((name) => `${name}@${domain}`),
    `${'a'.repeat(Math.min(MAX_LABEL, Math.max(1, least - domain.length - 1)))}@${domain}`,
    `${'a'.repeat(MAX_LABEL)}@${padded('b', Math.max(0, least - MAX_LABEL - 4))}.co`,
  ]);

const hosts: Forms = ({ faker }, least) => ['a.co', 'example.com', faker.lorem.word(), 'localhost', padded('a', least)];

const addresses: Forms = ({ faker }, least) =>
  [
    'https://a.co',
    'http://a.co',
    'https://example.com',
    'https://a.co/x',
    `https://${faker.internet.domainName()}`,
  ].map((text) => (text.length < least ? `${text}/`.padEnd(least, 'x') : text));

const ids: Forms = ({ faker }) => {
  const id = faker.string.uuid();
  return ['1', '4', '5', '7'].map((version) => id.slice(0, 14) + version + id.slice(15));
};

const ips: Forms = ({ random }) =>
  ['10', '192.168', '172.16', '127.0'].map((start) => {
    const parts = [...start.split('.'), ...Array.from({ length: 3 }, () => String(random.integer(1, 254)))];
    return parts.slice(0, 4).join('.');
  });

const durations: Forms = ({ random }) => {
  const number = random.integer(1, 9);
  return ['D', 'W', 'M', 'Y']
    .map((unit) => `P${number}${unit}`)
    .concat(['H', 'M', 'S'].map((unit) => `PT${number}${unit}`));
};

const encoded: Forms = ({ faker }, least) => {
  const length = Math.max(4, Math.ceil(least / 4) * 4);
  return ['AQID', 'AQI=', 'AQ==', faker.string.alphanumeric(length)];
};

/** A name of labels with as many characters as are needed. */
function padded(label: string, least: number): string {
  const whole = label.repeat(Math.max(1, least));
  return (whole.match(/.{1,60}/g) ?? [whole]).join('.').slice(0, Math.max(1, least)).replace(/\.$/, label);
}

/**
 * Other forms of the texts of a format, shorter or longer than usual or of another kind: one of them may have the length and the
 * pattern that a schema wants besides.
 */
export const formsByFormat: ReadonlyMap<string, Forms> = new Map([
  ['date-time', times],
  ['iso-date-time', times],
  ['date', days],
  ['time', timesOfDay],
  ['iso-time', timesOfDay],
  ['duration', durations],
  ['email', emails],
  ['idn-email', emails],
  ['hostname', hosts],
  ['idn-hostname', hosts],
  ['ipv4', ips],
  ['uri', addresses],
  ['url', addresses],
  ['uuid', ids],
  ['byte', encoded],
  ['base64url', encoded],
]);

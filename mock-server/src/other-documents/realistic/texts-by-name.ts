import type { RealisticSource } from './realistic-source.ts';
import { amount, timeCalled, webAddress } from './texts-by-format.ts';

/** The words of a field's name, and the words for the thing that has the field. */
export interface FieldName {
  readonly name: string;
  readonly owner: string;
}

type Make = (source: RealisticSource, field: FieldName) => string;

const PEOPLE =
  /user|person|people|contact|member|author|owner|employee|customer|client|patient|student|guest|passenger|recipient|sender|creator|assignee|admin|actor|driver|tenant_user|profile|holder/;
const COMPANIES =
  /company|organi[sz]ation|vendor|merchant|supplier|employer|business|partner|account|tenant|team|issuer/;
const PRODUCTS = /product|item|plan|good|sku|article|addon|offer|price|tariff|package|charge|metric/;

/** A name of a person, company, product or other thing, by the words for the thing that has it. */
const nameOf: Make = ({ faker }, { owner }) => {
  if (PEOPLE.test(owner)) return faker.person.fullName();
  if (COMPANIES.test(owner)) return faker.company.name();
  if (PRODUCTS.test(owner)) return faker.commerce.productName();
  if (/city|town/.test(owner)) return faker.location.city();
  if (/country/.test(owner)) return faker.location.country();
  if (/pet|animal/.test(owner)) return faker.animal.petName();
  if (/file|attachment|document|image/.test(owner)) return faker.system.commonFileName();
  if (/repo|package|branch|project|service|tag|label|bucket|cluster|queue/.test(owner)) return faker.lorem.slug(2);
  return capital(faker.lorem.words(2));
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const CURRENCIES = ['USD', 'EUR', 'KRW', 'JPY', 'GBP'];
const LANGUAGES = ['en', 'ko', 'ja', 'de', 'fr', 'es'];

/** Usual names of fields of texts, and the texts that such fields usually hold; the first pattern that a name fits counts. */
const byName: readonly (readonly [RegExp, Make])[] = [
  [/(^|_)e?mail(_address)?$|^email/, ({ faker }) => faker.internet.email().toLowerCase()],
  [/(^|_)(first|given|fore)_?name$/, ({ faker }) => faker.person.firstName()],
  [/(^|_)(last|family|sur)_?name$/, ({ faker }) => faker.person.lastName()],
  [/(^|_)middle_?name$/, ({ faker }) => faker.person.middleName()],
  [/(^|_)(user_?name|login|screen_name|nick_?name|handle)$/, ({ faker }) => faker.internet.username().toLowerCase()],
  [
    /(^|_)(full|display|real|legal|contact|cardholder|holder|author|sender|recipient)_name$/,
    ({ faker }) => faker.person.fullName(),
  ],
  [
    /(^|_)(company|organi[sz]ation|org|business|vendor|merchant|employer)(_name)?$/,
    ({ faker }) => faker.company.name(),
  ],
  [/(^|_)product(_name)?$/, ({ faker }) => faker.commerce.productName()],
  [/(^|_)file_?name$/, ({ faker }) => faker.system.commonFileName()],
  [/(^|_)(host|host_?name|domain|domain_name|fqdn)$/, ({ faker }) => faker.internet.domainName()],
  [/(^|_)(ip|ip_?address|ipv4|remote_addr)$/, ({ faker }) => faker.internet.ipv4()],
  [/(^|_)mac(_address)?$/, ({ faker }) => faker.internet.mac()],
  [/(^|_)user_agent$/, ({ faker }) => faker.internet.userAgent()],
  [
    /(^|_)(avatar|image|photo|picture|logo|thumbnail|icon)(_ur[li])?$/,
    ({ faker }) => webAddress('images.example.com', `${faker.lorem.slug(2)}.png`),
  ],
  [
    /(^|_)(ur[li]|href|link|website|homepage|callback|redirect_uri|webhook|endpoint)s?$/,
    ({ faker }) => webAddress(faker.internet.domainName(), faker.lorem.slug(2)),
  ],
  [/(^|_)(uuid|guid)$/, ({ faker }) => faker.string.uuid()],
  [
    /(^|_)(phone|mobile|telephone|tel|fax|cell)(_number|_no)?$/,
    ({ faker }) => faker.phone.number({ style: 'international' }),
  ],
  [
    /(^|_)(street|street_address|address|address_?line_?1?|line_?1|address_1|street_1)$/,
    ({ faker }) => faker.location.streetAddress(),
  ],
  [
    /(^|_)(address_?line_?2|line_?2|address_2|street_2|suite|apartment)$/,
    ({ faker }) => faker.location.secondaryAddress(),
  ],
  [/(^|_)(city|town|locality)(_name)?$/, ({ faker }) => faker.location.city()],
  [/(^|_)(state|province|county)$/, ({ faker }) => faker.location.state()],
  [/(^|_)(zip|zip_?code|postal|postal_?code|post_?code)$/, ({ faker }) => faker.location.zipCode('#####')],
  [
    /(^|_)country_?(code|iso)?$/,
    ({ faker }, { name }) => (/code|iso/.test(name) ? faker.location.countryCode() : faker.location.country()),
  ],
  [/(^|_)(time_?zone|tz)$/, ({ faker }) => faker.location.timeZone()],
  [/(^|_)(currency|currency_code|currency_iso)$/, ({ random }) => random.pick(CURRENCIES) ?? 'USD'],
  [/(^|_)(lang|language|language_code)$/, ({ random }) => random.pick(LANGUAGES) ?? 'en'],
  [/(^|_)locale$/, ({ random }) => random.pick(['en-US', 'ko-KR', 'ja-JP', 'de-DE']) ?? 'en-US'],
  [/(^|_)iban$/, ({ faker }) => faker.finance.iban()],
  [/(^|_)(bic|swift)(_code)?$/, ({ faker }) => faker.finance.bic()],
  [/(^|_)(card_number|credit_card|pan)$/, () => '4242424242424242'],
  [/(^|_)(last_?4|last_four)$/, ({ random }) => String(random.integer(1_000, 9_999))],
  [/(^|_)cvc|cvv$/, ({ random }) => String(random.integer(100, 999))],
  [
    /(^|_)(account|routing|invoice|order|reference|tracking|document|serial|customer|receipt|tax)_(number|no)$/,
    ({ faker }) => faker.string.numeric(10),
  ],
  [/(^|_)(amount|price|total|subtotal|cost|fee|balance|tax_amount|value|rate)$/, amount],
  [/(^|_)(color|colour)$/, ({ faker }) => faker.color.rgb()],
  [/(^|_)(mime|mime_?type|content_?type|media_type)$/, () => 'application/json'],
  [/(^|_)version$/, ({ faker }) => faker.system.semver()],
  [/(^|_)(sha|commit|commit_id|hash|checksum|etag|digest|fingerprint)$/, ({ faker }) => faker.git.commitSha()],
  [/(^|_)(branch|ref)$/, ({ faker }) => faker.git.branch()],
  [
    /(^|_)(token|secret|api_?key|access_key|private_key|client_secret|signature)$/,
    ({ faker }) => faker.string.alphanumeric(32),
  ],
  [/(^|_)password$/, ({ faker }) => faker.internet.password({ length: 16 })],
  [
    /(^|_)(job_)?title$/,
    ({ faker }, { owner }) => (PEOPLE.test(owner) ? faker.person.jobTitle() : capital(faker.lorem.words(4))),
  ],
  [/(^|_)department$/, ({ faker }) => faker.commerce.department()],
  [/(^|_)(gender|sex)$/, ({ faker }) => faker.person.sex()],
  [/(^|_)(slug|key|identifier|permalink)$/, ({ faker }) => faker.lorem.slug(2)],
  [/(^|_)(sku|code|external_id)$/, ({ faker }) => faker.string.alphanumeric({ length: 8, casing: 'upper' })],
  [/(^|_)(status|state_code)$/, ({ random }) => random.pick(['active', 'pending', 'completed']) ?? 'active'],
  [/(^|_)(month|year_month|billing_month)$/, (source, { name }) => timeCalled(source, name).toISOString().slice(0, 7)],
  [/(^|_)(date|day|birthday|dob)$/, (source, { name }) => timeCalled(source, name).toISOString().slice(0, 10)],
  [
    /_(at|on|time)$|^(created|updated|modified|timestamp|time|datetime)$|_(timestamp|datetime|date_time)$/,
    (source, { name }) => timeCalled(source, name).toISOString(),
  ],
  [/(^|_)(lat|latitude)$/, ({ faker }) => String(faker.location.latitude())],
  [/(^|_)(lng|lon|long|longitude)$/, ({ faker }) => String(faker.location.longitude())],
  [/(^|_)id$|_ids$|^ids$/, ({ faker }) => faker.string.alphanumeric({ length: 12, casing: 'lower' })],
  [
    /(^|_)(description|summary|comment|comments|message|note|notes|body|text|content|reason|bio|about|detail|details|instructions)$/,
    ({ faker }) => faker.lorem.sentence(),
  ],
  [/(^|_)(path|file|directory|folder)$/, ({ faker }) => `/${faker.lorem.slug(1)}/${faker.lorem.slug(1)}`],
  [/(^|_)name$/, nameOf],
];

/** The maker of texts for fields of a name; a maker of some words for a name that says nothing. */
export function textsByName(name: string): Make {
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? words;
}

const words: Make = ({ faker }) => faker.lorem.words(2);

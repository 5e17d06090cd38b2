import { Refusal } from '../errors/refusal.ts';

interface UrlRule {
  readonly isMet: (text: string) => boolean;
  readonly message: string;
}

/**
 * The rules for a URL; the first one that is not met is told. The first three are about the text as it is: the reader of URLs takes
 * spaces at the ends, line breaks and backslashes for something else, and then the server would post to another URL than the listed one.
 */
const rules: readonly UrlRule[] = [
  { isMet: (text) => !/[\s\p{Cc}]/u.test(text), message: 'must have no spaces and no control characters' },
  { isMet: (text) => !text.includes('\\'), message: 'must have no backslashes' },
  { isMet: (text) => /^https?:\/\//i.test(text), message: 'must be a URL that begins with http:// or https://' },
  { isMet: hasHostAndPort, message: 'must have a valid host, and a port from 1 to 65535 if it has one' },
  { isMet: hasNoUser, message: 'must have no user name and no password: they are not sent' },
];

/** Throws `VALIDATION_ERROR` unless a text is a URL that can be posted to. */
export function checkWebhookUrl(text: string): void {
  const broken = rules.find(({ isMet }) => !isMet(text));
  if (broken) throw Refusal.ofField('VALIDATION_ERROR', '/url', broken.message);
}

function hasHostAndPort(text: string): boolean {
  return !/^https?:\/\/\//i.test(text) && URL.canParse(text) && new URL(text).port !== '0';
}

function hasNoUser(text: string): boolean {
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

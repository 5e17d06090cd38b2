import { Refusal } from '../errors/refusal.ts';

/** Throws `VALIDATION_ERROR` unless a text is a URL that can be posted to. */
export function checkWebhookUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw Refusal.ofField('VALIDATION_ERROR', '/url', 'must be a URL that begins with http:// or https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw Refusal.ofField('VALIDATION_ERROR', '/url', 'must have no user name and no password: they are not sent');
  }
}

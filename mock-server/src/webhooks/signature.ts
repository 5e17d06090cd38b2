import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The lengths that Standard Webhooks lets a key have, in bytes. */
const KEY_BYTES = { least: 24, most: 64 };

/** The sentence part that says which texts are secrets. */
export const SECRET_IS = `must be ${PREFIX} and ${KEY_BYTES.least} to ${KEY_BYTES.most} bytes in base64`;

export function isSecret(text: string): boolean {
  const key = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !BASE64.test(key)) return false;
  const { length } = keyOf(text);
  return length >= KEY_BYTES.least && length <= KEY_BYTES.most;
}

export function newSecret(): string {
  return `${PREFIX}${randomBytes(KEY_BYTES.least).toString('base64')}`;
}

/** A message as it is signed. */
interface SignedMessage {
  readonly id: string;
  /** The time at which it is sent, in seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers by which a receiver verifies a message, as Standard Webhooks 1.0 has them. */
export function signatureHeaders(secret: string, { id, timestamp, body }: SignedMessage) {
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

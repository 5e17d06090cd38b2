/** A request as a receiver of webhooks gets it. */
export interface SignedRequest {
  readonly id: string;
  /** The time at which it was sent, in seconds since 1970. */
  readonly timestamp: string;
  /** The signatures, separated by spaces: `v1,` and base64. */
  readonly signatures: string;
  readonly body: string;
}

/** The age at which a message is refused, and how far the clocks of two machines may differ, in seconds. */
const TOLERANCE_SECONDS = 300;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/** Whether a request was signed with the secret, not long ago, as Standard Webhooks 1.0 says. */
export async function isSignedWith(secret: string, request: SignedRequest): Promise<boolean> {
  const { id, timestamp, signatures, body } = request;
  const seconds = Number(timestamp);
  if (!(Math.abs(Date.now() / 1_000 - seconds) <= TOLERANCE_SECONDS)) return false;
  const key = await crypto.subtle.importKey('raw', bytesIn(secret.slice('whsec_'.length)), HMAC, false, ['verify']);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const given = signatures.split(' ').filter((signature) => signature.startsWith('v1,'));
  const found = await Promise.all(
    given.map((signature) => crypto.subtle.verify('HMAC', key, bytesIn(signature.slice('v1,'.length)), signed)),
  );
  return found.includes(true);
}

/** The bytes of a text in base64; none of a text that is not. */
function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

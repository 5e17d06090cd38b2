/** Every runtime has this class, but the engine's sources are compiled without the types of any. */
declare class TextDecoder {
  constructor(encoding: string, options: { readonly fatal: boolean });
  decode(bytes: Uint8Array): string;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'it is a link that leads back to itself',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * The text in the bytes of a file, without a byte order mark. It is UTF-8, or UTF-16 with such a mark, as a shell of Windows may
 * write it. Throws a `TypeError` when the bytes are no such text; its message is a reason as `unreadableReason` tells it.
 */
export function textOfFile(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding);
  // UTF-16 without its mark, UTF-32 and bytes that are no text have such characters. Neither catalogs nor reports have one.
  if (text.includes('\0')) throw noText(encoding);
  return text;
}

/**
 * The reason why a file can't be read, in a clause that ends a sentence like `The catalog c.yaml cannot be read: it is a directory.`
 * An error with the code of a system error is told in words, any other error by its message.
 */
export function unreadableReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : undefined;
  return code === undefined ? error.message : (reasons[code] ?? code);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  return 'UTF-8';
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw noText(encoding, cause);
  }
}

function noText(encoding: string, cause?: unknown): TypeError {
  return new TypeError(`it is not ${encoding} text: save it as UTF-8`, { cause });
}

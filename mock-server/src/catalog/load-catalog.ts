import { type Policy, parseCatalog } from '@billing-testkit/engine';
import { bytesOf, unreadable } from './catalog-file.ts';

/**
 * The policy in the catalog `file`: UTF-8 text, or UTF-16 with a byte order mark, as a shell of Windows may write it. Of a pipe
 * it waits for the end, and tells `onWait` once when that takes more than a second. Throws a `CatalogError` that tells all that
 * is wrong with it, or why it can't be read.
 */
export function loadCatalog(file: string, onWait: () => void = () => undefined): Policy {
  return parseCatalog(textOf(bytesOf(file, onWait), file), file);
}

function textOf(bytes: Buffer, file: string): string {
  const encoding = encodingOf(bytes);
  const notText = (cause?: unknown) => unreadable(file, `it is not ${encoding} text: save it as UTF-8`, cause);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notText(cause);
  }
  // Text in UTF-16 without its mark, in UTF-32 and no text at all: no catalog has such a character.
  if (text.includes('\0')) throw notText();
  return text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  if (first === 0xfe && second === 0xff) return 'UTF-16BE';
  return 'UTF-8';
}

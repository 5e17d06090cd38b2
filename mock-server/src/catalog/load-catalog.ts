import { CatalogError, type Policy, textOfFile, unreadableReason } from '@billing-testkit/engine';
import { bytesOf } from '../files/file-bytes.ts';

const MAX_KIBIBYTES = 1024;

/**
 * The policy in the catalog `file`: UTF-8 text, or UTF-16 with a byte order mark, as a shell of Windows may write it. The function
 * waits for the end of a pipe, and tells `onWait` once when that takes more than a second. It rejects with a `CatalogError` that
 * tells all that is wrong with the catalog, or why the file can't be read.
 */
export async function loadCatalog(file: string, onWait: () => void = () => undefined): Promise<Policy> {
  // Only a server with a catalog loads the parser of YAML.
  const { parseCatalog } = await import('@billing-testkit/engine/catalog');
  return parseCatalog(textOf(file, onWait), file);
}

function textOf(file: string, onWait: () => void): string {
  try {
    return textOfFile(bytesOf(file, { content: 'catalog', maxKibibytes: MAX_KIBIBYTES, onWait }));
  } catch (cause) {
    throw new CatalogError(`The catalog ${file} cannot be read: ${unreadableReason(cause)}.`, { cause });
  }
}

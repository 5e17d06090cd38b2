import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
}

const { paths }: { paths: Record<string, Record<string, Operation>> } = parse(
  readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8'),
);

/** The operations of the document. */
export const operations = Object.values(paths).flatMap((path) => Object.values(path));

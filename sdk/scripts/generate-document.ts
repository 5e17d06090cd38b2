/**
 * Writes `src/transport/document.gen.ts`, which has the parts of `openapi.yaml` that the client needs at run time. With `--check`, the
 * script writes nothing and fails when the committed file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Ref {
  $ref: string;
}
interface Parameter {
  name: string;
  in: 'header' | 'path' | 'query';
  explode?: boolean;
}
interface ApiDocument {
  paths: Record<string, Record<string, { operationId: string; parameters?: (Parameter | Ref)[] }>>;
  components: {
    parameters: Record<string, Parameter>;
    schemas: {
      ErrorCode: { enum: string[] };
      TimelineKind: { enum: string[] };
      DefectName: { 'x-standard-names': string[] };
    };
  };
}

const source = new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml'));
const target = new URL('../src/transport/document.gen.ts', import.meta.url);
const { paths, components }: ApiDocument = parse(readFileSync(source, 'utf8'));

function resolve(parameter: Parameter | Ref): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = components.parameters[parameter.$ref.replace('#/components/parameters/', '')];
  if (found === undefined) throw new Error(`${parameter.$ref} does not exist`);
  return found;
}

const entries = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters = [] }]) => {
    const resolved = parameters.map(resolve);
    const headers = resolved.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
    const commaSeparated = resolved.filter(({ explode }) => explode === false).map(({ name }) => name);
    return `  ${operationId}: ${JSON.stringify({ method, path, headers, commaSeparated })},`;
  }),
);

const text = `/**
 * This file was generated from openapi.yaml by scripts/generate-document.ts.
 * Do not make direct changes to the file.
 */
import type { ErrorCode, OperationId, Schema } from '@billing-testkit/contracts';
import type { Operation } from './operation.ts';

export const operations: Readonly<Record<OperationId, Operation>> = {
${entries.join('\n')}
};

export const errorCodes: readonly ErrorCode[] = ${JSON.stringify(components.schemas.ErrorCode.enum, null, 2)};

/** The kinds of events that happen to an account. */
export const timelineKinds: readonly Schema<'TimelineKind'>[] = ${JSON.stringify(components.schemas.TimelineKind.enum, null, 2)};

/** The known-wrong engines that bill by the standard catalog. */
export type StandardDefectName =${components.schemas.DefectName['x-standard-names'].map((name) => `\n  | '${name}'`).join('')};
`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  throw new Error('sdk/src/transport/document.gen.ts is stale: run npm run generate');
}

import { type ComparedInteraction, compareWithDocument } from '../agreement/agreement.ts';
import { exitCodes } from '../documents/command-error.ts';
import { readOpenApi } from '../documents/openapi.ts';
import { readPact } from '../documents/pact.ts';
import { ownDocument, ownPacts } from './own-files.ts';
import type { CheckOptions } from './task.ts';

/** Compares pacts with an OpenAPI document and tells the outcome. Answers the exit code. */
export async function checkCommand({
  pact: files = ownPacts(),
  document = ownDocument(),
}: CheckOptions): Promise<number> {
  const openApi = readOpenApi(document);
  const compared = await compareWithDocument(files.map(readPact), openApi);
  const impossible = compared.filter(({ disagreements }) => disagreements.some(({ isError }) => isError));
  const sum = `${compared.length - impossible.length} of ${compared.length} interactions are possible under ${document}.`;
  process.stdout.write(`${[...compared.flatMap(linesOf), sum].join('\n')}\n`);
  return impossible.length === 0 ? exitCodes.holds : exitCodes.broken;
}

function linesOf({ consumer, description, disagreements }: ComparedInteraction): string[] {
  if (disagreements.length === 0) return [];
  const sign = disagreements.some(({ isError }) => isError) ? '✗' : '!';
  return [
    `${sign} ${consumer}: ${description}`,
    ...disagreements.map(({ place, message, isError }) => `    ${place}: ${isError ? '' : 'only ignored: '}${message}`),
  ];
}

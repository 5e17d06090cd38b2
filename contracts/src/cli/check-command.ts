import { type ComparedInteraction, compareWithDocument } from '../agreement/agreement.ts';
import { exitCodes } from '../documents/command-error.ts';
import { readOpenApi } from '../documents/openapi.ts';
import { readPact } from '../documents/pact.ts';
import type { CommandResult } from './command-result.ts';
import { ownDocument, ownPacts } from './own-files.ts';
import type { CheckOptions } from './task.ts';

/** Compares pacts with an OpenAPI document. */
export async function checkCommand({
  pact: files = ownPacts(),
  document = ownDocument(),
}: CheckOptions): Promise<CommandResult> {
  const openApi = readOpenApi(document);
  const compared = await compareWithDocument(files.map(readPact), openApi);
  const impossible = compared.filter(({ disagreements }) => disagreements.some(({ isError }) => isError));
  const sum = `${compared.length - impossible.length} of ${compared.length} interactions are possible under ${document}.`;
  const exitCode = impossible.length === 0 ? exitCodes.holds : exitCodes.broken;
  return { lines: [...compared.flatMap(linesOf), sum], exitCode };
}

function linesOf({ consumer, description, disagreements }: ComparedInteraction): string[] {
  if (disagreements.length === 0) return [];
  const sign = disagreements.some(({ isError }) => isError) ? '✗' : '!';
  return [
    `${sign} ${consumer}: ${description}`,
    ...disagreements.map(({ place, message, isError }) => `    ${place}: ${isError ? '' : 'only ignored: '}${message}`),
  ];
}

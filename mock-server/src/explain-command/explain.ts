import { styleText } from 'node:util';
import { explanationText } from './explanation-text.ts';
import { type ExplainRequest, fetchExplanation } from './fetch-explanation.ts';

/** The explanation of a bill as text. Rejects with an `ExplainError`. `isTerminal` says whether headings may stand out. */
export async function explain(request: ExplainRequest, isTerminal: boolean): Promise<string> {
  const explanation = await fetchExplanation(request);
  const emphasize = (text: string) => (isTerminal ? styleText('bold', text, { validateStream: false }) : text);
  return explanationText(request.uuid, explanation, emphasize);
}

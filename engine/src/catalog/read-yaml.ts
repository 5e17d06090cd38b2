import { type Document, LineCounter, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import type { Place } from './mistakes.ts';

interface YamlProblem extends Place {
  readonly message: string;
}

export interface YamlText {
  readonly contents: ParsedNode | null;
  readonly problems: readonly YamlProblem[];
  readonly lines: LineCounter;
}

/** All scalars are texts in the failsafe schema, so that no number goes through a float. Fields are told apart elsewhere. */
const OPTIONS = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;

export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (!document) return { contents: null, problems: [tooDeep(0)], lines };
  const { contents, errors, warnings } = document;
  const overflow = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  const problems = overflow ? [tooDeep(overflow.pos[0])] : [...errors, ...warnings].map(notYaml);
  return { contents, problems, lines };
}

/** Nothing when it is nested so deeply that the parser runs out of stack; all else that is wrong is in the document. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { ...OPTIONS, lineCounter });
  } catch {
    return undefined;
  }
}

function notYaml({ pos: [offset], message }: YAMLError): YamlProblem {
  return { name: 'is not YAML:', offset, message };
}

function tooDeep(offset: number): YamlProblem {
  return { name: 'is no catalog:', offset, message: 'it is nested too deeply' };
}

import { type Document, LineCounter, type ParsedNode, parseDocument } from 'yaml';
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
const OVERFLOW = 'Maximum call stack size exceeded';

export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parsed(text, lines);
  if (!document) return { contents: null, problems: [tooDeep(0)], lines };
  const { contents, errors, warnings } = document;
  const problems = [...errors, ...warnings].map(({ pos: [offset], message }) => ({
    name: 'is not YAML:',
    offset,
    message,
  }));
  const overflow = problems.find(({ message }) => message === OVERFLOW);
  return { contents, problems: overflow ? [tooDeep(overflow.offset)] : problems, lines };
}

/** Nothing when it is nested so deeply that it can't be parsed. */
function parsed(text: string, lineCounter: LineCounter): Document.Parsed | undefined {
  try {
    return parseDocument(text, { ...OPTIONS, lineCounter });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function tooDeep(offset: number): YamlProblem {
  return { name: 'is no catalog:', offset, message: 'it is nested too deeply' };
}

import { type Context, createContext, Script } from 'node:vm';
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { RE2JS } from 're2js';

/** Whether a text has a match of a pattern. */
export type Match = (text: string) => boolean;

/** The pattern as a syntax tree; `undefined` for one that JavaScript can't read, whether as Unicode or not. */
export function parsePattern(source: string): AST.Pattern | undefined {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  for (const unicode of [true, false]) {
    try {
      return parser.parsePattern(source, 0, source.length, { unicode });
    } catch {
      // Patterns of many documents have escapes that only the older syntax knows.
    }
  }
  return undefined;
}

/**
 * The match of a pattern, in linear time: a text that somebody sends must not keep the server busy. Patterns that no such engine
 * knows, with assertions in their midst or back references, are matched by JavaScript's engine, which is stopped after a while.
 */
export function matchOf(source: string, tree: AST.Pattern): Match {
  return linearMatch(source) ?? matchOfLookaheads(source, tree) ?? boundedMatch(source);
}

function linearMatch(source: string): Match | undefined {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source), RE2JS.LOOKBEHINDS);
    return (text) => compiled.test(text);
  } catch {
    return undefined;
  }
}

/** `^(?=a)(?!b)c` matches where `^a` and `^c` do, and `^b` does not. Rules for passwords are mostly written so. */
function matchOfLookaheads(source: string, { alternatives }: AST.Pattern): Match | undefined {
  const [alternative] = alternatives;
  const [start, ...rest] = alternative?.elements ?? [];
  if (alternatives.length !== 1 || !start || !isStart(start)) return undefined;
  const end = rest.findIndex((element) => !isLookahead(element));
  const assertions = (end === -1 ? rest : rest.slice(0, end)).filter(isLookahead);
  const last = assertions.at(-1);
  if (!last) return undefined;
  const whole = linearMatch(`^${source.slice(last.end)}`);
  const parts = assertions.map(({ alternatives: inside, negate }) => {
    const from = inside[0]?.start ?? 0;
    const match = linearMatch(`^(?:${source.slice(from, inside.at(-1)?.end ?? from)})`);
    return match && ((text: string) => match(text) !== negate);
  });
  if (!whole || parts.includes(undefined)) return undefined;
  return (text) => whole(text) && parts.every((part) => part?.(text));
}

function isStart(element: AST.Element): boolean {
  return element.type === 'Assertion' && element.kind === 'start';
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === 'Assertion' && element.kind === 'lookahead';
}

/** The time that a match may take. The later ones are for a machine so busy that the match had less than half of the time before. */
const MAX_MS = [50, 250, 1_000];

/** A pattern that took too long for a text of a request matches none for this many times as long: many texts must not keep the server busy either. */
const PAUSES = 20;

/** A pattern that took too long this often for texts that were made for it matches no such text any more. */
const MAX_TIMEOUTS = 5;

let isOfRequest = false;

/** Checks a value of a request. A slow match in it makes nothing else wrong: neither the values of answers nor findings about schemas. */
export function checkingRequest<Found>(check: () => Found): Found {
  const before = isOfRequest;
  isOfRequest = true;
  try {
    return check();
  } finally {
    isOfRequest = before;
  }
}

/** The context of all matches: making one takes a millisecond. */
let context: Context | undefined;
const test = new Script('pattern.test(text)');

/** A match that is given up after a time: a text whose match takes too long has none. */
function boundedMatch(source: string): Match {
  const pattern = regExpOf(source);
  let pausedUntil = 0;
  let timeouts = 0;
  return (text) => {
    const startedAt = performance.now();
    if (isOfRequest ? startedAt < pausedUntil : timeouts >= MAX_TIMEOUTS) return false;
    context ??= createContext({});
    Object.assign(context, { pattern, text });
    const found = matchIn(context);
    if (found !== undefined) return found;
    const now = performance.now();
    if (isOfRequest) pausedUntil = now + (now - startedAt) * PAUSES;
    else timeouts += 1;
    return false;
  };
}

/** Whether the text of the context has a match; `undefined` when that takes too long. */
function matchIn(vmContext: Context): boolean | undefined {
  for (const timeout of MAX_MS) {
    const before = process.cpuUsage();
    try {
      return test.runInContext(vmContext, { timeout }) === true;
    } catch {
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1_000 > timeout / 2) return undefined;
    }
  }
  return undefined;
}

/** JavaScript's own form of the pattern, Unicode where that can be. */
function regExpOf(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}

import { isDeepStrictEqual } from 'node:util';
import type { Defect, Rules } from '@billing-testkit/engine';
import { TrackedTally } from './tracked-tally.ts';

/**
 * Rules that answer as `rules` do and add to `acting` each candidate whose own rule answers otherwise to the same question. Rules
 * are pure: a defect whose rules always answer like the right ones can't change the outcome.
 */
export function trackedRules(rules: Rules, candidates: readonly Defect[], acting: Set<Defect>): Rules {
  const tracked = new Map<string | symbol, unknown>();
  return new Proxy(rules, {
    get(_, name) {
      if (!tracked.has(name)) tracked.set(name, trackedRule(rules, name, { candidates, acting }));
      return tracked.get(name);
    },
  });
}

interface Tracking {
  readonly candidates: readonly Defect[];
  readonly acting: Set<Defect>;
}

function trackedRule(rules: Rules, name: string | symbol, { candidates, acting }: Tracking): unknown {
  const rule: unknown = Reflect.get(rules, name);
  const replacing = candidates.filter((defect) => name in defect.rules);
  if (typeof rule !== 'function' || replacing.length === 0) return rule;
  if (isTallyRule(name)) return () => new TrackedTally(rules[name](), talliesOf(name, replacing, acting), acting);
  return (...args: readonly unknown[]) => {
    const answer = answerOf(rule, args);
    for (const defect of replacing) {
      if (acting.has(defect)) continue;
      if (!isSame(answer, answerOf(Reflect.get(defect.rules, name), args))) acting.add(defect);
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  };
}

const tallyRules = ['delta', 'gauge', 'cumulative'] as const;

type TallyRule = (typeof tallyRules)[number];

/** Whether a rule answers with a tally, whose quantity has to be compared. */
function isTallyRule(name: string | symbol): name is TallyRule {
  return tallyRules.some((rule) => rule === name);
}

/** New tallies of the defects of which it is not known that they act. */
function talliesOf(name: TallyRule, defects: readonly Defect[], acting: ReadonlySet<Defect>) {
  const open = defects.filter((defect) => !acting.has(defect));
  return new Map(open.flatMap((defect) => (defect.rules[name] ? [[defect, defect.rules[name]()] as const] : [])));
}

type Answer = { readonly value: unknown } | { readonly error: unknown };

function answerOf(rule: unknown, args: readonly unknown[]): Answer {
  if (typeof rule !== 'function') return { error: rule };
  try {
    return { value: Reflect.apply(rule, undefined, args) };
  } catch (error) {
    return { error };
  }
}

function isSame(a: Answer, b: Answer): boolean {
  return 'value' in a && 'value' in b && isDeepStrictEqual(a.value, b.value);
}

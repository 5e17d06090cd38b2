import { isDeepStrictEqual } from 'node:util';
import type { Defect, Rules } from '@billing-testkit/engine';

/**
 * Rules that answer as `rules` do, and note in `acting` each of the defects whose rules would have answered otherwise. Rules are
 * pure: as long as a defect answers alike whatever it is asked, a life with it is the same life.
 */
export function trackedRules(rules: Rules, defects: readonly Defect[], acting: Set<Defect>): Rules {
  const watched = new Map<string | symbol, unknown>();
  return new Proxy(rules, {
    get(_, name) {
      if (!watched.has(name)) watched.set(name, trackedRule(rules, name, { defects, acting }));
      return watched.get(name);
    },
  });
}

interface Tracking {
  readonly defects: readonly Defect[];
  readonly acting: Set<Defect>;
}

function trackedRule(rules: Rules, name: string | symbol, { defects, acting }: Tracking): unknown {
  const rule: unknown = Reflect.get(rules, name);
  const replacing = defects.filter((defect) => name in defect.rules);
  if (typeof rule !== 'function' || replacing.length === 0) return rule;
  return (...asked: readonly unknown[]) => {
    const answer = answerTo(asked, rule);
    for (const defect of replacing) {
      if (acting.has(defect)) continue;
      const other = answerTo(asked, Reflect.get(defect.rules, name));
      if (!isSame(answer, other)) acting.add(defect);
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  };
}

type Answer = { readonly value: unknown } | { readonly error: unknown };

function answerTo(asked: readonly unknown[], rule: unknown): Answer {
  if (typeof rule !== 'function') return { error: rule };
  try {
    return { value: Reflect.apply(rule, undefined, asked) };
  } catch (error) {
    return { error };
  }
}

function isSame(a: Answer, b: Answer): boolean {
  return 'value' in a && 'value' in b && isDeepStrictEqual(a.value, b.value);
}

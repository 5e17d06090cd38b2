import {
  type AlternativeName,
  calculateStatement,
  type Policy,
  type RuleChoiceName,
  type Rules,
  type Statement,
  type StatementInput,
} from '../../src/index.ts';

/** A figure of a bill, by each alternative of a choice. */
export interface ChoiceBill {
  readonly choice: RuleChoiceName;
  readonly figureBy: (policy: Policy, rules?: Rules) => unknown;
  readonly figures: Readonly<Record<string, unknown>>;
}

type Figure = keyof Statement | ((statement: Statement) => unknown);

/** A bill of member `kr` for March 2025, but for `input`, and the value of one of its figures by each alternative. */
export function choiceBill<Choice extends RuleChoiceName>(
  choice: Choice,
  input: Partial<StatementInput>,
  figure: Figure,
  figures: Readonly<Record<AlternativeName<Choice>, unknown>>,
): ChoiceBill {
  const figureBy = (policy: Policy, rules?: Rules) => {
    const statement = billedBy(policy, input, rules);
    return typeof figure === 'function' ? figure(statement) : statement[figure];
  };
  return { choice, figureBy, figures };
}

function billedBy(policy: Policy, input: Partial<StatementInput>, rules?: Rules): Statement {
  return calculateStatement({ member: 'kr', month: '2025-03', ...input }, { policy, ...(rules && { rules }) });
}

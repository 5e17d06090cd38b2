import { calculateStatement, type Rules, type Statement, type StatementInput } from '../../src/index.ts';
import { reading } from '../bills.ts';

/** A figure of a bill that a defect gets wrong. */
export interface WrongBill {
  readonly defect: string;
  readonly figureBy: (rules: Rules) => unknown;
  readonly right: unknown;
  readonly wrong: unknown;
}

type Figure = keyof Statement | ((statement: Statement) => unknown);
type Figures = readonly [figure: Figure, right: unknown, wrong: unknown];

/** A bill of member `kr` for March 2025, but for `input`, and the figure that the defect gets wrong. */
export function wrongBill(defect: string, input: Partial<StatementInput>, [figure, right, wrong]: Figures): WrongBill {
  const figureBy = (rules: Rules) => {
    const statement = calculateStatement({ member: 'kr', month: '2025-03', ...input }, { rules });
    return typeof figure === 'function' ? figure(statement) : statement[figure];
  };
  return { defect, figureBy, right, wrong };
}

/** Usage of project `p-a` that costs `amount` in any currency. */
export function usage(amount: number | string) {
  return [reading({ volume: amount })];
}

import type { CaseStep } from '../../cases/case-steps.ts';
import { callsOf, type Placeholder, type StepCall, withPlaceholders } from '../../targets/step-calls.ts';
import { monthOfPaymentGroup } from '../../targets/take-step.ts';
import { billingGroupId, Code, callText, quoted, uuid } from './literal.ts';

export interface StepSetting {
  /** The code that the step is to be refused with, if it is to be refused. */
  readonly refusal: string | undefined;
  /** Further arguments of every call. */
  readonly more: readonly unknown[];
  /** The variable with the id of the step's contract. */
  readonly contractId: Code;
}

/** The lines that take a step, or expect that it is refused. */
export function stepText(step: CaseStep, setting: StepSetting): string {
  const { refusal } = setting;
  if (refusal === undefined) return callTexts(step, setting, '  ').join('\n');
  const lines = callTexts(step, setting, '    ');
  return ['  await expect(async () => {', ...lines, `  }).rejects.toMatchObject({ code: ${quoted(refusal)} });`].join(
    '\n',
  );
}

/** Whether a step needs the payment group of a month, which a written test looks up by a function of its own. */
export function needsPaymentGroup(step: CaseStep): boolean {
  return callsOf(step).some((call) => monthOfPaymentGroup(call) !== undefined);
}

function callTexts(step: CaseStep, setting: StepSetting, indent: string): string[] {
  const { more, contractId } = setting;
  const become = ({ value, month }: Placeholder) => variables(contractId, month)[value];
  return callsOf(step).map(({ method, args, answers }: StepCall) => {
    const before = answers ? `const { ${declared(answers, contractId)} } = await ` : 'await ';
    const written = args.map((arg) => withPlaceholders(arg, become));
    return `${callText({ method, args: [...written, ...more] }, `${indent}${before}`)};`;
  });
}

/** The source of each placeholder. */
function variables(contractId: Code, month: string): Readonly<Record<Placeholder['value'], Code>> {
  return { uuid, billingGroupId, contractId, paymentGroupId: new Code(`await paymentGroupOf(${quoted(month)})`) };
}

function declared(field: string, { text }: Code): string {
  return text === field ? field : `${field}: ${text}`;
}

import { type Policy, type Pricing, previewStatement } from '@billing-testkit/engine';
import type { Bill } from '../../cases/bill.ts';
import { takeStepsByEngine } from '../../cases/bill-by-engine.ts';
import type { BillingCase } from '../../cases/billing-case.ts';
import { type CaseStep, stepsOf } from '../../cases/case-steps.ts';
import { previewOf } from '../../cases/preview.ts';
import type { Via } from '../../cases/reference.ts';
import {
  callsOf,
  monthOfPaymentGroup,
  type Placeholder,
  type StepCall,
  withPlaceholders,
} from '../../targets/step-calls.ts';
import { toPreviewBody } from '../../targets/wire-bodies.ts';
import { expectedStatement } from './expected-bill.ts';
import { billingGroupId, Code, callText, headers, literal, quoted, uuid } from './literal.ts';

interface StepSetting {
  /** The code that the step is to be refused with, if it is to be refused. */
  readonly refusal: string | undefined;
  /** Further arguments of every call. */
  readonly more: readonly unknown[];
  /** The variable with the id of the step's contract. */
  readonly contractId: Code;
}

/** The lines that take a step, or expect that it is refused. */
function stepText(step: CaseStep, setting: StepSetting): string {
  const { refusal } = setting;
  if (refusal === undefined) return callTexts(step, setting, '  ').join('\n');
  const lines = callTexts(step, setting, '    ');
  return ['  await expect(async () => {', ...lines, `  }).rejects.toMatchObject({ code: ${quoted(refusal)} });`].join(
    '\n',
  );
}

/** Whether a step needs the payment group of a month, which a written test looks up by a function of its own. */
function needsPaymentGroup(step: CaseStep): boolean {
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

/** A step of a case, and the code with which it is rightly refused, if it is refused. */
interface ExpectedStep {
  readonly step: CaseStep;
  readonly refusal: string | undefined;
}

/** The steps of a case, and the refusals that are right. */
function expectedSteps(billingCase: BillingCase, policy: Policy): ExpectedStep[] {
  const steps = stepsOf(billingCase);
  return steps.map((step, index) => {
    const refusedUpTo = (count: number) => takeStepsByEngine(billingCase, steps.slice(0, count), { policy }).refused;
    const [before, after] = [refusedUpTo(index), refusedUpTo(index + 1)];
    return { step, refusal: after[before.length]?.code };
  });
}

/** The pricings of the line items of the right bill. */
function rightPricings(billingCase: BillingCase, policy: Policy, via: Via): Pricing[] {
  const statement =
    via === 'preview'
      ? previewStatement(previewOf(billingCase, { policy }), { policy })
      : takeStepsByEngine(billingCase, stepsOf(billingCase), { policy }).account.bills.get(billingCase.month)
          ?.statement;
  return statement?.lineItems.map(({ pricing }) => pricing) ?? [];
}

/** A case, its right bill, and how much of them the test tells. */
interface CaseToTest {
  readonly billingCase: BillingCase;
  readonly bill: Bill;
  readonly policy: Policy;
  readonly via: Via;
  /** Whether the pricing of line items is expected as well. */
  readonly tellsPricing: boolean;
  /** Whether calls have more headers. */
  readonly hasHeaders: boolean;
  /** Whether the test is in TypeScript. */
  readonly isTyped: boolean;
}

/** The calls of the SDK and the expectations in the test of a case. */
export function apiTestBody(subject: CaseToTest): string[] {
  return subject.via === 'preview' ? previewBody(subject) : accountBody(subject);
}

function previewBody(subject: CaseToTest): string[] {
  const { billingCase, policy } = subject;
  const body = toPreviewBody(previewOf(billingCase, { policy }));
  const preview = { method: 'calculations.preview', args: [body, ...moreOf(subject)] };
  return [
    '  const client = new BillingClient({ baseUrl });',
    `${callText(preview, '  const { statement } = await ')};`,
    ...expectation('statement', subject),
  ];
}

function accountBody(subject: CaseToTest): string[] {
  const { billingCase, policy, isTyped } = subject;
  const steps = expectedSteps(billingCase, policy);
  const more = moreOf(subject);
  const call = (before: string, method: string, ...args: readonly unknown[]) =>
    callText({ method, args: [...args, ...more] }, before);
  const lines = [
    `  const uuid = \`test-\${crypto.randomUUID()}\`;`,
    `  const billingGroupId = \`bg-\${uuid}\`;`,
    '  const client = new BillingClient({ baseUrl, uuid });',
    `${call('  await ', 'accounts.create', { uuid, member: billingCase.member, billingGroupId })};`,
    `${call('  onTestFinished(() => ', 'accounts.delete', uuid)}.catch(() => undefined));`,
  ];
  if (steps.some(({ step }) => needsPaymentGroup(step))) {
    const head = `  const paymentGroupOf = async (month${isTyped ? ': string' : ''}) => `;
    lines.push(`${call(`${head}(await `, 'statements.get', new Code('month'))}).paymentGroupId ?? '';`);
  }
  let contracts = 0;
  for (const { step, refusal } of steps) {
    if (step.do === 'assignContract') contracts += 1;
    const contractId = new Code(contracts > 1 ? `contractId${contracts}` : 'contractId');
    lines.push('', stepText(step, { refusal, more, contractId }));
  }
  return [
    ...lines,
    '',
    `${call('  const { statements } = await ', 'statements.get', billingCase.month)};`,
    ...expectation('statements[0]', subject),
  ];
}

/** The line that expects the statement to match the right bill of the case. */
function expectation(actual: string, { billingCase, bill, policy, via, tellsPricing }: CaseToTest): string[] {
  const expected = expectedStatement(bill, tellsPricing ? rightPricings(billingCase, policy, via) : []);
  const before = `  expect(${actual}).toMatchObject(`;
  return [`${before}${literal(expected, { indent: '  ', used: before.length })});`];
}

/** More arguments of every call. */
function moreOf({ hasHeaders }: CaseToTest): unknown[] {
  return hasHeaders ? [{ headers }] : [];
}

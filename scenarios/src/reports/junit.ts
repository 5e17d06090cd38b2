import { isDeepStrictEqual } from 'node:util';
import xmlbuilder, { type XMLElement } from 'xmlbuilder';
import { capabilityText } from '../cases/capabilities.ts';
import { sumsIn } from '../diagnosis/broken-sums.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { type Cell, cellText } from '../matrices/matrix.ts';
import type { CellResult, DifferingCell, MatrixRun } from '../runs/results.ts';
import { comparedText, lackingText } from './summary/compared.ts';
import { conclusionOf, conclusionText, unreachedClauses } from './summary/conclusion.ts';
import { differenceText } from './summary/difference-text.ts';
import { nearestText, sumText } from './summary/explanation-text.ts';
import type { Report } from './summary/report.ts';
import { axesOf, tallyOf } from './summary/tally.ts';
import { counted, paceText, printable, runText, selectionText, sentenceOf } from './summary/wording.ts';

/** The number of differences of a bill that are listed. */
const MAX_DIFFERENCES = 30;

/**
 * A report as JUnit XML, with the attributes that Jenkins asks for: a suite for each month and member with a test for each of its
 * cells, and before them a suite with a test that all cells were reached, so that no part is taken for the whole.
 */
export function junitXml(report: Report): string {
  const { run, diagnosis } = report;
  const all = countsOf(run.results);
  const root = xmlbuilder.create('testsuites', { encoding: 'UTF-8', invalidCharReplacement: '\ufffd' });
  setAttributes(root, {
    name: run.matrix,
    tests: all.tests + 1,
    failures: all.failures,
    errors: all.errors + missedIn(run).length,
    time: (run.durationMs / 1000).toFixed(3),
  });
  addRun(root, report);
  const axes = axesOf(run.dimensions).map(({ name }) => name);
  for (const [name, results] of suitesOf(run, axes)) {
    const suite = addSuite(root, name, { run, counts: countsOf(results) });
    for (const result of results) addCell(suite, result, { run, diagnosis, axes });
  }
  return `${root.end({ pretty: true })}\n`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function countsOf(results: readonly CellResult[]): Counts {
  const { differs, failed, skipped } = tallyOf(results);
  return { tests: results.length, failures: differs, errors: failed, skipped };
}

/** A sentence that says why the results are not those of all cells; none when they are. */
function missedIn(run: MatrixRun): string[] {
  const clauses = unreachedClauses(run);
  return clauses.length === 0 ? [] : [sentenceOf(clauses.join('; '))];
}

/** Results by their values on the axes. */
function suitesOf({ matrix, results }: MatrixRun, axes: readonly string[]): Map<string, CellResult[]> {
  const suites = new Map<string, CellResult[]>();
  for (const result of results) {
    const name = axes.length === 0 ? matrix : `${matrix}: ${textOf(result.cell, axes)}`;
    const suite = suites.get(name);
    if (suite) suite.push(result);
    else suites.set(name, [result]);
  }
  return suites;
}

/** Adds the facts about the run, and a test that fails when the run is not complete. */
function addRun(root: XMLElement, report: Report): void {
  const { run } = report;
  const { selection } = run;
  const missed = missedIn(run);
  const lacking = lackingText(run.results);
  const suite = addSuite(root, `${run.matrix}: the run`, {
    run,
    counts: { tests: 1, failures: 0, errors: missed.length, skipped: 0 },
  });
  const properties = suite.ele('properties');
  const facts = {
    matrix: run.matrix,
    target: run.target,
    via: run.via,
    ...(run.catalog !== undefined && { catalog: run.catalog }),
    ...(run.omits && { 'not compared': run.omits.join(', ') }),
    'bills compared': comparedText(run),
    ...(run.supports && { supports: capabilityText(run.supports) }),
    ...(lacking !== undefined && { 'not supported': lacking }),
    selection: selectionText(selection),
    ending: run.ending,
  };
  for (const [name, value] of Object.entries(facts)) setAttributes(properties.ele('property'), { name, value });
  const test = suite.ele('testcase');
  setAttributes(test, { name: 'every cell was reached', classname: run.matrix });
  for (const message of missed) addProblem(test, 'error', { message, type: run.ending, text: message });
  const lines = [conclusionText(conclusionOf(report)), `${runText(run)}: ${paceText(run)}`];
  suite.ele('system-out', {}, lines.map(printable).join('\n'));
}

function addSuite(root: XMLElement, name: string, { run, counts }: { run: MatrixRun; counts: Counts }): XMLElement {
  const suite = root.ele('testsuite');
  setAttributes(suite, { name, ...counts, timestamp: run.startedAt.replace(/(\.\d+)?Z$/, '') });
  return suite;
}

interface CellContext {
  readonly run: MatrixRun;
  readonly diagnosis: Diagnosis | undefined;
  readonly axes: readonly string[];
}

function addCell(suite: XMLElement, result: CellResult, { run, diagnosis, axes }: CellContext): void {
  const { cell } = result;
  const test = suite.ele('testcase');
  const others = run.dimensions.map(({ name }) => name).filter((name) => !axes.includes(name));
  setAttributes(test, {
    name: textOf(cell, others.length === 0 ? axes : others),
    classname: [run.matrix, ...axes.map((axis) => cell[axis])].join('.'),
  });
  if (result.verdict === 'failed')
    addProblem(test, 'error', { message: result.message, type: 'failed', text: result.message });
  if (result.verdict === 'skipped') setAttributes(test.ele('skipped'), { message: result.message });
  if (result.verdict === 'differs') {
    const { first } = result;
    const message = `${first.stage}: ${differenceText(first)}`;
    addProblem(test, 'failure', { message, type: first.stage, text: failureText(result, run, diagnosis) });
  }
}

/** The sums of a bill that do not add up, all its differences that are known, and the defects that make such a bill. */
function failureText(result: DifferingCell, run: MatrixRun, diagnosis: Diagnosis | undefined): string {
  const { first, count, evidence } = result;
  const differences = (evidence?.differences ?? [first]).slice(0, MAX_DIFFERENCES);
  const more = count - differences.length;
  const lines = [
    ...brokenSumsOf(result, run),
    ...differences.map((difference) => `${difference.stage}: ${differenceText(difference)}`),
    ...(more > 0 ? [`and ${counted(more, 'more figure')}`] : []),
    ...reasonsOf(result, diagnosis),
  ];
  return lines.map(printable).join('\n');
}

/** The sums of a bill that do not add up. Payments are not looked at: the steps of the case are not known here. */
function brokenSumsOf({ evidence }: DifferingCell, { omits = [] }: MatrixRun): string[] {
  const bill = evidence?.actual.bill;
  const sums = bill ? sumsIn(bill, { omits, isUnpaid: false }) : [];
  return sums.filter(({ sum, says }) => sum !== says).map(sumText);
}

/**
 * The defects that explain a bill, or else a diagnosed cell with the same signature, which is named because it may have another
 * reason.
 */
function reasonsOf({ cell, signature }: DifferingCell, diagnosis: Diagnosis | undefined): string[] {
  const { cells: diagnosed = [], nearest } = diagnosis ?? {};
  const itself = diagnosed.find((one) => isDeepStrictEqual({ ...one.cell }, { ...cell }));
  const like = itself ?? diagnosed.find((one) => one.signature === signature);
  if (!like) return [];
  if (like.explainedBy.length === 0)
    return nearest ? [`not explained; nearest over all such cells: ${nearestText(nearest)}`] : [];
  const explained = `explained by ${like.explainedBy.map((names) => names.join(' + ')).join(' or ')}`;
  return [itself ? explained : `like ${cellText(like.cell)}, which is ${explained}`];
}

function addProblem(
  test: XMLElement,
  element: 'error' | 'failure',
  { message, type, text }: { message: string; type: string; text: string },
): void {
  setAttributes(test.ele(element, {}, text), { message, type });
}

function setAttributes(element: XMLElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.att(name, printable(String(value)));
}

function textOf(cell: Cell, dimensions: readonly string[]): string {
  return dimensions.map((name) => `${name}=${cell[name]}`).join(', ');
}

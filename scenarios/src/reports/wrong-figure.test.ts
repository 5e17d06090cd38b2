import { standardPolicy } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { diagnose } from '../diagnosis/diagnose.ts';
import { payments } from '../matrices/built-in/payments.ts';
import { runMatrix } from '../runs/run-matrix.ts';
import { engineTarget } from '../targets/engine-target.ts';
import { htmlPage } from './html/page.ts';
import { readJson } from './json/read-json.ts';
import { toJson } from './json/write-json.ts';
import { junitXml } from './junit.ts';
import { mergeReports } from './merge/merge-reports.ts';
import { type Report, reportOf } from './summary/report.ts';
import { testFileText } from './test-file/test-file.ts';
import { githubSummary } from './text/github-summary.ts';
import { terminalText } from './text/terminal.ts';

const { lateFees } = standardPolicy;
const target = engineTarget({ policy: { ...standardPolicy, lateFees: { ...lateFees, rate: '6' } } });

/** A part of the cells in which late fees show, with its diagnosis. */
async function reported(index: number) {
  const cells = { members: ['kr'], filter: 'month=2025-08,bill=some,path=none' };
  const run = await runMatrix(payments, { target, ...cells, shard: { index, count: 2 } });
  return { run, report: reportOf(run, await diagnose(run)) };
}

const [first, second] = await Promise.all([reported(1), reported(2)]);

const sentence = 'The late fee is 6 %, not 5 %.';
const clause = 'the late fee is 6 %, not 5 % (lateFees.rate=6) explains all';

const writers: Readonly<Record<string, (report: Report) => string>> = {
  'the terminal': (report) => terminalText(report, { colors: false, width: 300 }),
  JSON: toJson,
  'JUnit XML': junitXml,
  HTML: htmlPage,
  GitHub: githubSummary,
};

test.each(Object.entries(writers))(
  'a figure is told with its right value by %s, also of merged shards',
  (name, write) => {
    const shards = [first, second].map(({ report }, index) => {
      const file = `shard-${index + 1}.json`;
      return { file, report: readJson(toJson(report), file) };
    });
    for (const report of [first.report, mergeReports(shards)]) {
      const text = write(report).replaceAll('&#40;', '(').replaceAll('&#41;', ')');
      expect(text).toContain(name === 'JSON' ? sentence : clause.slice(name === 'GitHub' || name === 'HTML' ? 1 : 0));
      expect(text).toContain('lateFees.rate=6');
    }
  },
);

test('the test that is written is of a bill that shows the figure, and says so', async () => {
  const settings = { ...first.run.setup.settings, target: 'http://localhost:5000' };
  const setup = { ...first.run.setup, settings };
  const text = await testFileText({ file: 'late-fee.test.ts', report: first.report, setup });
  expect(text).toContain(
    `The first step whose figures differ is carry. ${sentence} (lateFees.rate=6, billing rules §8)`,
  );
  expect(text).toMatch(/test\('lateFees\.rate is 5 in the catalog\. earlier=/);
});

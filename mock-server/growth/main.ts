/** This program measures how the cost of a request grows with its size and with the data that it is about. See CONTRIBUTING.md. */
import { parseArgs } from 'node:util';
import { bodyGrowth } from './body-growth.ts';
import { operationsNotMeasured } from './coverage.ts';
import { type Finding, type GrowthCase, measure } from './measure.ts';
import { parameterGrowth } from './parameter-growth.ts';
import { seriesGrowth } from './series-growth.ts';
import { ServerProcess } from './server-process.ts';
import { stateGrowth } from './state-growth.ts';
import { tableOf } from './table.ts';

const only = onlyAsked();
const [lenient, other, strict] = [new ServerProcess(), new ServerProcess(), new ServerProcess('--strict')];
const servers = [lenient, other, strict];
process.once('exit', stopServers);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await Promise.all(servers.map((server) => server.start()));

const findings: Finding[] = [];
const floorMs = await quickestAnswer(lenient);
for (const growthCase of stateGrowth(lenient, other)) await look(growthCase);
for (const growthCase of seriesGrowth(lenient)) await look(growthCase);
for (const [server, mode] of [
  [lenient, 'lenient'],
  [strict, 'strict'],
] as const) {
  for (const growthCase of [...bodyGrowth(server, mode), ...parameterGrowth(server, mode)]) {
    if (await look(growthCase)) await server.ask('POST', '/test/reset');
  }
}
process.exitCode = report();
stopServers();

/** Measures the case when `--only` asks for it, and answers whether it does. */
async function look(growthCase: GrowthCase): Promise<boolean> {
  if (!`${growthCase.operationId} ${growthCase.grows}`.includes(only)) return false;
  const finding = await measure(growthCase, floorMs);
  findings.push(finding);
  if (finding.failure !== '') process.stderr.write(`${finding.operationId}, ${finding.grows}: ${finding.failure}\n`);
  return true;
}

function report(): number {
  if (findings.length === 0) {
    process.stderr.write(`Nothing that is measured has "${only}" in its line.\n`);
    return 2;
  }
  process.stdout.write(`${tableOf(findings)}\n\n`);
  const failed = findings.filter(({ failure }) => failure !== '').length;
  const unmeasured = only === '' ? operationsNotMeasured(findings) : [];
  for (const operationId of unmeasured)
    process.stdout.write(`${operationId} was refused each time, and not measured.\n`);
  process.stdout.write(
    `${findings.length - failed} fine, ${failed} failed in ${Math.round(performance.now() / 1000)} s\n`,
  );
  return failed + unmeasured.length > 0 ? 1 : 0;
}

/** The cost of a request that does next to nothing, in milliseconds. */
async function quickestAnswer(server: ServerProcess): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < 200; repetition += 1) {
    quickest = Math.min(quickest, (await server.send({ method: 'GET', target: '/test/rate-limit/status' })).ms);
  }
  return quickest;
}

function stopServers(): void {
  for (const server of servers) server.stop();
}

function onlyAsked(): string {
  try {
    return parseArgs({ options: { only: { type: 'string', default: '' } } }).values.only;
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\nUsage: npm run check:growth -- [--only <text>]\n`,
    );
    process.exit(2);
  }
}

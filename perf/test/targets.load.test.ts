import { startMockServer } from '@billing-testkit/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { quickRun, runCli } from './cli-process.ts';
import { frontServer, passOn, plainServer, reply } from './front-server.ts';

/** A run of a target that can't be measured: it prints one line and no report. */
async function refusal(url: string, ...args: string[]) {
  const { code, stdout, stderr } = await runCli([
    'run',
    '--target',
    url,
    '--workloads',
    'ingest',
    '--accounts',
    '1',
    ...args,
  ]);
  expect(stdout).toBe('');
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.endsWith('preparing accounts'));
  expect(lines).toHaveLength(1);
  return { code, line: lines[0] };
}

test('a target that is not there', async () => {
  const { code, line } = await refusal('http://127.0.0.1:1');
  expect(code).toBe(3);
  expect(line).toContain('http://127.0.0.1:1 cannot be reached: is it running, and is the address right?');
});

test('a target that answers 500', async () => {
  const url = await plainServer((_, response) => void response.writeHead(500).end('out of order'));
  const { code, line } = await refusal(url);
  expect(code).toBe(3);
  expect(line).toContain('failed before the load began');
});

test('a target that answers 429', async () => {
  const url = await plainServer((_, response) => void response.writeHead(429).end());
  const { code, line } = await refusal(url);
  expect(code).toBe(3);
  expect(line).toContain('limits the requests. The mock server allows 500 requests a second and account');
});

test('a target that speaks something else', async () => {
  const url = await plainServer((_, response) => void response.end('<html>Log in</html>'));
  const { code, line } = await refusal(url);
  expect(code).toBe(3);
  expect(line).toContain('does not speak the billing API: is the path right, and no proxy or login page between?');
});

test('a target that says nothing', async () => {
  const url = await plainServer(() => undefined);
  const { code, line } = await refusal(url, '--timeout', '100ms');
  expect(code).toBe(3);
  expect(line).toContain('does not answer in time: is the address right, and --timeout long enough?');
});

test('a target that wants credentials', async () => {
  const url = await plainServer((_, response) => void response.writeHead(401).end());
  const { code, line } = await refusal(url);
  expect(code).toBe(3);
  expect(line).toContain("wants credentials: send them in a header, like --header 'Authorization: …'");
});

test('a target that accepts readings with nonsense', async () => {
  let meters = 0;
  const url = await frontServer(async (passing) => {
    if (passing.name === 'POST /billing/meters') meters += 1;
    if (meters > 2) passing.response.end('thanks');
    else await passOn(passing);
  });
  const { code, line } = await refusal(url);
  expect(code).toBe(3);
  expect(line).toContain('answers 200 to POST /billing/meters, and not what the billing API says: thanks');
});

test('a header goes with every request', async () => {
  const seen = new Set<string | undefined>();
  const url = await plainServer((request, response) => {
    seen.add(request.headers.authorization);
    response.writeHead(500).end();
  });
  await refusal(url, '--header', 'Authorization: Bearer abc');
  await refusal(url.replace('http://', 'http://me:secret@'));
  expect(seen).toEqual(new Set(['Bearer abc', `Basic ${Buffer.from('me:secret').toString('base64')}`]));
});

test('requests that fail under load are counted by their status', async () => {
  let statements = 0;
  const url = await frontServer(async (passing) => {
    if (passing.name.endsWith('/statements')) statements += 1;
    // The first one shows that the target works. The tenth and the rest are the load, and a bill at the end.
    if (passing.name.endsWith('/statements') && statements > 1 && statements % 5 === 0) {
      passing.response.writeHead(503).end();
    } else {
      await passOn(passing);
    }
  });
  const { code, report, stdout } = await quickRun(['--target', url, '--workloads', 'read', '--rounds', '0']);
  expect(code).toBe(1);
  const { counts } = report.workloads[0]?.atRate ?? {};
  expect(counts?.failures).toEqual({ '503': counts?.failed });
  expect(counts?.failed).toBeGreaterThan(0);
  expect(stdout).toMatch(/read: failed at 40\/s: \d × 503/);
  expect(stdout).toMatch(/✗ read: failed at 40\/s is \d, budget ≤ 0/);
});

test('a target that limits the load is no target that fails', async () => {
  const server = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 20 });
  onTestFinished(() => server.close());
  const args = ['--target', server.url, '--workloads', 'read', '--rounds', '0', '--accounts', '1', '--rate', '200'];
  const { code, report, stdout } = await quickRun(args);
  expect(code).toBe(3);
  const { counts } = report.workloads[0]?.atRate ?? {};
  expect(counts).toMatchObject({ failed: 0, failures: {} });
  expect(counts?.limited).toBeGreaterThan(0);
  expect(stdout).toContain('The mock server allows 500 requests a second and account');
  const unjudged = report.verdicts.filter(({ outcome }) => outcome === 'unjudged');
  expect(unjudged.map(({ note }) => note)).toEqual(Array(3).fill(expect.stringMatching(/^the target limited \d+ of/)));
});

test('answers 429 are wanted when the limit is tested', async () => {
  const { code, report } = await quickRun([
    '--workloads',
    'ingest',
    '--rounds',
    '0',
    '--accounts',
    '1',
    '--rate',
    '200',
    '--rate-limit',
    '20',
  ]);
  expect(code).toBe(0);
  const [ingest] = report.workloads;
  expect(ingest?.atRate?.counts).toMatchObject({ failed: 0 });
  expect(ingest?.atRate?.counts.limited).toBeGreaterThan(0);
  expect(ingest?.reconciliation?.problems).toEqual([]);
});

test('a reading that is lost is found', async () => {
  let meters = 0;
  const url = await frontServer(async (passing) => {
    const isMeters = passing.name === 'POST /billing/meters';
    meters += isMeters ? 1 : 0;
    if (!isMeters || meters !== 20) return passOn(passing);
    const { meterList } = JSON.parse(passing.body);
    const answer = await passing.pass(JSON.stringify({ meterList: meterList.slice(1) }));
    reply(passing.response, answer);
  });
  const { code, stdout, report } = await quickRun(['--target', url, '--workloads', 'ingest', '--rounds', '0']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ ingest: state of the accounts is \d problems, budget as answered/);
  const problems = report.workloads[0]?.reconciliation?.problems ?? [];
  expect(problems[0]).toMatch(/^perf-\w+-ingest-\d: it has \d+ readings, but \d+ were accepted\.$/);
  expect(problems[1]).toMatch(/in the bill of 2025-03, the quantity of p-\d [\w.]+ is [\d.]+, not [\d.]+\.$/);
});

test('a reading that is taken twice is found', async () => {
  const url = await frontServer(async (passing) => {
    if (passing.name !== 'POST /billing/meters') return passOn(passing);
    const { meterList } = JSON.parse(passing.body);
    for (const reading of meterList) delete reading.eventId;
    reply(passing.response, await passing.pass(JSON.stringify({ meterList })));
  });
  const { code, report } = await quickRun(['--target', url, '--workloads', 'ingest', '--rounds', '0']);
  expect(code).toBe(1);
  const problems = report.workloads[0]?.reconciliation?.problems ?? [];
  expect(
    problems.some((problem) => problem.endsWith('5 of 5 readings that were sent a second time were accepted again.')),
  ).toBe(true);
});

test('requests whose answer got lost are settled, and counted as failed', async () => {
  let writes = 0;
  const url = await frontServer(async (passing) => {
    const isWrite = /^POST .*\/(?:meters|credits|payments\/2025-02)$/.test(passing.name);
    writes += isWrite ? 1 : 0;
    if (!isWrite || writes < 20 || writes > 45 || writes % 4 !== 0) return passOn(passing);
    // Half of the lost requests were carried out, and half were not.
    if (writes % 8 === 0) await passing.pass();
    passing.response.destroy();
  });
  const { report } = await quickRun(['--target', url, '--workloads', 'mixed', '--rate', '80']);
  const { atRate, reconciliation } = report.workloads[0] ?? {};
  expect(atRate?.counts.failures).toEqual({ ECONNRESET: atRate?.counts.failed });
  expect(atRate?.counts.failed).toBeGreaterThan(0);
  expect(reconciliation?.settled).toBeGreaterThan(0);
  expect(reconciliation?.problems).toEqual([]);
});

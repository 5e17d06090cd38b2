import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCommandLine } from '../../src/command-line.ts';
import { explain } from '../../src/explain-command/explain.ts';
import { ExplainError } from '../../src/explain-command/explain-error.ts';
import { newUuid, useServer } from '../api-client.ts';
import { runCli } from '../cli-process.ts';
import { prepareMarch } from '../worked-example-account.ts';

const api = useServer();
const strict = useServer({ isStrict: true });

const march = { month: '2025-03' };

/** The account of the worked example, its March calculated at a time that is known. */
async function billedMarch(uuid = newUuid()): Promise<string> {
  await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
  await prepareMarch(api, uuid);
  await api.call('calculateStatement', { uuid, body: march });
  return uuid;
}

const textOf = (uuid: string) => explain({ uuid, ...march, url: api.url }, false);

describe('explain', () => {
  test('prints the figures of a bill in columns, those that are rounded before and after', async () => {
    const uuid = await billedMarch('of-example');
    expect(await textOf(uuid)).toBe(`${uuid} 2025-03: 78512 KRW
This is the bill of 2025-04-01T00:00:00Z, READY, due on 2025-04-25.

§2 Usage
  quantity            p-a · compute.c2.c8m8                                                   100.5   HOURS
  quantity            p-b · compute.c2.c8m8                                                    49.75  HOURS
  quantity            p-b · network.traffic.out                                               200     GB

§3 Price book                                                           before rounding  on the bill
  counterAmount       compute.c2.c8m8                                         59649.25         59649
  amount              p-a · compute.c2.c8m8                                                    39898
  amount              p-b · compute.c2.c8m8                                                    19751
  counterAmount       network.traffic.out                                                       9000
  amount              p-b · network.traffic.out                                                 9000

§4 Contract                                                             before rounding  on the bill
  discount            p-a · compute.c2.c8m8                                    4987.25          4987
  discount            p-b · compute.c2.c8m8                                    2468.875         2469
  discount            p-b · network.traffic.out                                                 1125
  usageAmount                                                                                  68649
  contractDiscount                                                                              8581
  baseFee                                                                                      10000
  minimumCommitment                                                                                0
  subtotal                                                                                     70068

§5 Adjustments                                                          before rounding  on the bill
  amount              adj-${uuid}-6 · PROJECT · p-b                        -2515.7          -2516
  amount              adj-${uuid}-8 · BILLING_GROUP · bg-${uuid}                          5000
  amount              adj-${uuid}-7 · BILLING_GROUP · bg-${uuid}        -2176.56         -2177
  adjustmentTotal                                                                                307
  discount                                                                                     13274
  chargeBeforeCredit                                                                           70375

§6 Credits
  amountApplied       credit-${uuid}-11                                                      9000
  amountApplied       credit-${uuid}-9                                                      20000
  creditApplied                                                                                29000
  charge                                                                                       41375

§7 Tax                                                                  before rounding  on the bill
  vat                                                                          4137.5           4137

§8 Carried balance and late fee
  unpaidAmount                                                                                 33000
  lateFee                                                                                          0
  totalAmount                                                                                  78512
`);
  });

  test('leaves the account as it was: nothing is in its journal, and no fault is used up', async () => {
    const uuid = await billedMarch();
    await api.call('deleteRequests', { uuid });
    await api.call('addFault', { uuid, body: { status: 500, times: 1 } });
    await textOf(uuid);
    expect((await api.call('listRequests', { uuid })).totalItems).toBe(0);
    expect((await api.call('listFaults', { uuid })).faults).toMatchObject([{ appliedCount: 0 }]);
  });

  test('says when the account has changed since its bill, and what minor units are', async () => {
    const uuid = newUuid();
    await api.call('setClock', { uuid, body: { now: '2025-04-01T00:00:00Z' } });
    await api.call('createAccount', { body: { uuid, member: 'us' } });
    const reading = {
      counterName: 'test.x',
      counterUnit: 'UNITS',
      counterVolume: 1_000,
      timestamp: '2025-03-10T00:00:00Z',
    };
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { uuid, body: march });
    await api.call('createMeters', { uuid, body: reading });
    const [title, ...remarks] = (await textOf(uuid)).split('\n');
    expect(title).toMatch(new RegExp(`^${uuid} 2025-03: \\d+ USD$`));
    expect(remarks.slice(0, 4)).toEqual([
      expect.stringMatching(
        /^The bill of \d+ USD is older than this: it is that of 2025-04-01T00:00:00Z, READY, due on 2025-04-25\.$/,
      ),
      'The account has changed since. Below is what a calculation gives now.',
      'Amounts are in minor units: 100 are 1 USD.',
      '',
    ]);
  });

  test('writes what a terminal would obey as codes, and the digits of fractions that never end', async () => {
    const uuid = newUuid();
    const timestamp = '2025-03-10T00:00:00Z';
    const projectId = '\u001b[31mred\u202e';
    const body = { projectId, counterName: 'compute.c2.c8m8', counterUnit: 'MINUTES', counterVolume: 1_003, timestamp };
    await api.call('createMeters', { uuid, body });
    await api.call('calculateStatement', { uuid, body: march });
    const text = await textOf(uuid);
    expect(text).toMatch(
      /quantity +\\u\{1b\}\[31mred\\u\{202e\} · compute\.c2\.c8m8 +16\.716666… {2}HOURS \(1003\/60\)\n/,
    );
    expect(text).not.toContain('\u001b');
  });

  test('makes headings stand out on a terminal only', async () => {
    const uuid = await billedMarch();
    expect(await explain({ uuid, ...march, url: api.url }, true)).toMatch(new RegExp(`^\u001b\\[1m${uuid} 2025-03`));
  });

  test('calls the sections as the billing rules do', async () => {
    const rules = readFileSync(new URL('../../../docs/billing-rules.md', import.meta.url), 'utf8');
    const headings = (await textOf(await billedMarch())).match(/^§.+?(?= {2}|$)/gm) ?? [];
    expect(headings).toHaveLength(7);
    for (const heading of headings) expect(rules).toContain(`\n## ${heading.slice(1).replace(' ', '. ')}\n`);
  });
});

async function refusalOf(uuid: string, url: string, month = '2025-03'): Promise<ExplainError> {
  const error: unknown = await explain({ uuid, month, url }, false).catch((thrown: unknown) => thrown);
  if (error instanceof ExplainError) return error;
  throw new Error(`It was not refused: ${error}`);
}

async function serverWith(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return `http://localhost:${typeof address === 'object' ? address?.port : ''}`;
}

describe('what can’t be explained', () => {
  test.each(['lenient', 'strict'])('is an account that a %s server does not have', async (kind) => {
    const { url } = kind === 'strict' ? strict : api;
    const { message, exitCode } = await refusalOf('nobody', url);
    expect([message, exitCode]).toEqual([`There is no account nobody at ${url}.`, 4]);
  });

  test('is a month that was not calculated', async () => {
    const uuid = await billedMarch();
    const { message, exitCode } = await refusalOf(uuid, api.url, '2025-04');
    expect(message).toMatch(new RegExp(`^The account ${uuid} has no statement of 2025-04: calculate it first, `));
    expect(exitCode).toBe(5);
  });

  test('is what no server has', async () => {
    const url = await serverWith((request) => request.socket.destroy());
    const { message, exitCode } = await refusalOf('acme', url);
    expect(message).toMatch(
      new RegExp(`^No server answers at ${url} \\([^)]+\\)\\. Start one with npx billing-mock-server, `),
    );
    expect(exitCode).toBe(6);
    expect((await refusalOf('acme', 'http://nohost.invalid')).message).toMatch(/\(.+ host.*\)\. Start/);
  });

  test.each([
    ['a page', '<html></html>'],
    ['other JSON', '{"header": null}'],
    ['the answer of another API', '{"header": {"isSuccessful": true}, "figures": [{}]}'],
    ['nothing', ''],
  ])('is %s of another server', async (_, body) => {
    const url = await serverWith((_request, response) => void response.end(body));
    const { message, exitCode } = await refusalOf('acme', url);
    expect([message, exitCode]).toEqual([
      `What answers at ${url} (status 200) is no billing mock server that explains bills.`,
      7,
    ]);
  });

  test('is a path at which the server does not explain', async () => {
    for (const uuid of ['acme', 'test']) expect((await refusalOf(uuid, `${api.url}/mock`)).exitCode).toBe(7);
  });

  test('is a month that cannot be calculated any more: the reason is told', async () => {
    const uuid = await billedMarch();
    const huge = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', counterVolume: '999999999999999' };
    await api.call('createMeters', { uuid, body: { ...huge, timestamp: '2025-03-10T00:00:00Z' } });
    const { message, exitCode } = await refusalOf(uuid, api.url);
    expect(message).toMatch(/does not explain the bill: A figure of this bill would be /);
    expect(exitCode).toBe(7);
  });

  test.each<[string[], string]>([
    [['acme'], "missing required argument 'month'. --help lists the options."],
    [['acme', '2025-3'], "'2025-3' is no month: write it like 2025-03."],
    [['a!b', '2025-03'], "'a!b' is no account: it has 1 to 100 letters, digits, hyphens and underscores."],
    [
      ['acme', '2025-03', '--url', 'localhost'],
      "'localhost' is no URL of a server: it begins with http:// or https://.",
    ],
    [['acme', '2025-03', '--port', '1'], "unknown option '--port'. --help lists the options."],
  ])('is asked for by %j', (args, message) => {
    expect(() => readCommandLine(['node', 'billing-mock-server', 'explain', ...args], {})).toThrow(message);
  });
});

describe('the command', () => {
  test('prints the explanation, of the server that a variable names, too', async () => {
    const uuid = await billedMarch();
    const expected = { stdout: await textOf(uuid), stderr: '', code: 0 };
    expect(await runCli(['explain', uuid, '2025-03'], { MOCK_SERVER_URL: api.url })).toEqual(expected);
  });

  test('tells what is wrong in one line, with an exit code of its own', async () => {
    const { stdout, stderr, code } = await runCli(['explain', 'nobody', '2025-03', '--url', `${api.url}/`]);
    expect([stdout, stderr, code]).toEqual(['', `There is no account nobody at ${api.url}/.\n`, 4]);
  });
});

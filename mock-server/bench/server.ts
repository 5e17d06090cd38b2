import autocannon from 'autocannon';
import { keepOnCore } from './cores.ts';
import { type Compared, inTurns, printRatio, type Turns } from './in-turns.ts';
import { bareServer, mockServer, type ServerProcess } from './servers.ts';

const headers = { uuid: 'bench', 'content-type': 'application/json' };
const reading = (index: number) => ({
  projectId: `p-${index}`,
  counterName: 'compute.c2.c8m8',
  counterUnit: 'HOURS',
  counterVolume: '1.25',
  resourceId: `vm-${index}`,
  timestamp: '2025-03-10T09:00:00+09:00',
});
const batch = JSON.stringify({ meterList: [0, 1, 2, 3, 4].map(reading) });

/** A request as autocannon and `fetch` take it. */
interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

const statements: Sent = { method: 'GET', path: '/billing/payments/2025-03/statements' };
const meters: Sent = { method: 'POST', path: '/billing/meters', body: batch };
const calculation: Sent = {
  method: 'POST',
  path: '/billing/admin/calculations',
  body: JSON.stringify({ month: '2025-03' }),
};
const reset: Sent = { method: 'POST', path: '/test/reset' };

const CONNECTIONS = 50;

/**
 * Measures the requests a second of the mock server, against a bare server that answers the same bytes in the same form. Servers run
 * on one core and the load on another one, where the system can do that.
 */
export async function measureServer(turns: Turns): Promise<void> {
  const mock = await mockServer();
  const answers = { POST: await answerOf(mock.url, meters), GET: await statementOf(mock.url) };
  const bare = await bareServer(answers);
  for (const { child } of [mock, bare]) keepOnCore(0, child.pid);
  keepOnCore(1, process.pid);
  try {
    const targets = { ours: mock, least: bare };
    print(
      'GET /billing/payments/{month}/statements',
      await inTurns(turns, targets, (one) => costOf(one, statements, turns)),
    );
    const writes = await inTurns(turns, targets, async (one) => {
      // Every turn begins with an account without readings.
      await answerOf(one.url, reset);
      return costOf(one, meters, turns);
    });
    print('POST /billing/meters, 5 readings', writes);
  } finally {
    mock.child.kill();
    bare.child.kill();
  }
}

async function statementOf(url: string): Promise<object> {
  await answerOf(url, calculation);
  return answerOf(url, statements);
}

/** The requests a second that a server answers, and the microseconds of processor time that each takes it. */
type Cost = 'perSecond' | 'cpu';

function print(what: string, medians: (figure: Cost) => Compared<number>): void {
  printRatio(what, 'bare node:http', medians('perSecond'), '/s');
  printRatio(what, 'bare node:http', medians('cpu'), 'µs of processor time');
}

/** Measures a server for some seconds. Throws when a request fails. */
async function costOf(
  server: ServerProcess,
  { path, ...request }: Sent,
  { seconds }: Turns,
): Promise<Record<Cost, number>> {
  const before = await server.cpuTime();
  const result = await autocannon({
    ...request,
    url: server.url + path,
    headers,
    connections: CONNECTIONS,
    duration: seconds,
  });
  const { requests, non2xx, errors } = result;
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were not 2xx and ${errors} requests failed.`);
  return { perSecond: requests.average, cpu: ((await server.cpuTime()) - before) / requests.total };
}

async function answerOf(url: string, { path, ...request }: Sent): Promise<object> {
  const response = await fetch(url + path, { ...request, headers });
  if (!response.ok) throw new Error(await response.text());
  return JSON.parse(await response.text());
}

import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type MockServer, startMockServer } from '@billing-testkit/mock-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWith } from '../../../test/command.ts';
import { runCli } from '../cli-process.ts';
import { interactions } from '../consumer/interactions.ts';
import { pactFile } from '../consumer/pact-text.ts';
import { serve } from '../http-server.ts';
import { type Break, breakingProxy, inBody } from './breaking-proxy.ts';
import { calls, clientPact } from './client-calls.ts';
import { foreignServer } from './foreign-server.ts';

let mock: MockServer;

beforeAll(async () => {
  mock = await startMockServer({ port: 0, rateLimit: 0 });
});

afterAll(() => mock.close());

const own = fileURLToPath(pactFile);

describe('the mock server', () => {
  it('holds the pact of the SDK and that of an existing client, and keeps nothing of them', async () => {
    const client = fileWith(clientPact(), 'existing-client.json');
    const { stdout, stderr, code } = await runCli(['verify', '--provider', mock.url, '--pact', own, '--pact', client]);
    const count = interactions.length + calls.length;
    expect([stdout, stderr, code]).toEqual([`${count} of ${count} interactions hold.\n`, '', 0]);
    for (const uuid of ['billing-sdk', 'existing-client'])
      expect((await fetch(`${mock.url}/billing/admin/accounts/${uuid}`)).status).toBe(404);
  });
});

/** A break, the interaction that notices it, and the line that names it. */
type Noticed = Break & { readonly by: string; readonly named: string };

const breaks: readonly Noticed[] = [
  {
    answersTo: 'GET /billing/payments/2025-03/statements/unpaid 200',
    change: inBody((body) => {
      body.total = body.totalUnpaid;
      delete body.totalUnpaid;
    }),
    by: 'the unpaid statements are listed, given an account with a calculated statement',
    named: 'body $: Actual map is missing the following keys: totalUnpaid',
  },
  {
    answersTo: 'GET /billing/credits/balance 200',
    change: inBody((body) => {
      body.totalBalance = String(body.totalBalance);
    }),
    by: 'the balance of the credits is read, given an account with a credit',
    named: "body $.totalBalance: Expected '20000' (String) to be an integer",
  },
  {
    answersTo: 'GET /billing/meters/no-such-reading 404',
    change(answer) {
      answer.body = '';
    },
    by: 'a reading is read that does not exist, given an account',
    named: 'body $: Expected application/json but there is no body',
  },
  {
    answersTo: 'POST /billing/contracts 201',
    change(answer) {
      answer.status = 200;
    },
    by: 'a contract is created, given an account',
    named: 'status: expected 201 but was 200',
  },
  {
    answersTo: 'GET /billing/payments/2025-03/statements 429',
    change({ headers }) {
      delete headers['retry-after'];
    },
    by: 'a statement is read after too many requests, given the rate limit is used up',
    named: "header Retry-After: Expected a header 'Retry-After' but was missing",
  },
  {
    answersTo: 'POST /billing/coupons/CAMPAIGN-001 409',
    change: inBody((body) => {
      body.error = 'ALREADY_USED';
    }),
    by: 'a coupon is redeemed for the second time, given an account with a redeemed coupon',
    named: "body $.error: Expected 'ALREADY_USED' (String) to be equal to 'COUPON_REDEEMED' (String)",
  },
  {
    answersTo: 'GET /billing/meters 200',
    change: inBody((body) => {
      body.meters = null;
    }),
    by: 'the readings of a month are listed, given an account with readings',
    named: 'body $.meters: Type mismatch: Expected null (Null) to be the same type as',
  },
  {
    answersTo: 'GET /billing/admin/progress 200',
    change: inBody((body) => {
      delete body.header;
    }),
    by: 'the progress of a calculation is read, given an account with a calculated statement',
    named: 'body $: Actual map is missing the following keys: header',
  },
  {
    answersTo: 'GET /billing/v5.0/credits 200',
    change(answer) {
      answer.headers['content-type'] = 'text/html';
      answer.body = '<h1>Bad gateway</h1>';
    },
    by: 'the credits are listed, given an account with a credit',
    named: 'header Content-Type',
  },
  {
    answersTo: 'GET /billing/console/statements 200',
    change: inBody((body) => {
      body.totalPayments = 55_000.5;
    }),
    by: 'the statement of a month is read for the console, given an account with a calculated statement',
    named: 'body $.totalPayments: Expected 55000.5 (Decimal) to be an integer',
  },
  {
    answersTo: 'GET /billing/admin/payments 200',
    change: inBody((body) => {
      for (const payment of Object(body.payments)) delete payment.allocations;
    }),
    by: 'the payments are listed, given an account with a calculated statement',
    named: 'body $.payments[0]: Actual map is missing the following keys: allocations',
  },
  {
    answersTo: 'PUT /billing/admin/payments/2025-03/status 409',
    change(answer) {
      answer.status = 200;
      answer.body = '{"header": {"isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS"}}';
    },
    by: 'a paid month is cancelled, given an account with a calculated statement',
    named: 'status: expected 409 but was 200',
  },
];

describe('a server that breaks the contract', () => {
  it('fails for each break, which is named, and for nothing else', async () => {
    const url = await serve(breakingProxy(mock.url, breaks));
    const { stdout, code } = await runCli(['verify', '--provider', url, '--pact', own]);
    const failures = stdout.split('✗ billing-sdk: ').slice(1);
    const found = new Map(failures.map((failure) => [failure.split('\n')[0], failure]));
    expect([...found.keys()].sort()).toEqual(breaks.map(({ by }) => by).sort());
    for (const { by, named } of breaks) expect(found.get(by)).toContain(`    ${named}`);
    expect(stdout).toContain(`${interactions.length - breaks.length} of ${interactions.length} interactions hold.`);
    expect(code).toBe(1);
  });

  it('fails for a state that it does not know, with its own words', async () => {
    const interaction = { description: 'the moon', providerStates: [{ name: 'an acount' }] };
    const answers = { request: { method: 'GET', path: '/health' }, response: { status: 200 } };
    const pact = { ...clientPact([]), interactions: [{ ...interaction, ...answers }] };
    const file = fileWith(pact, 'moon.json');
    const { stdout, code } = await runCli(['verify', '--provider', mock.url, '--pact', file]);
    expect(stdout).toContain('✗ existing-client: the moon, given an acount\n    state "an acount": ');
    expect(stdout).toMatch(/\/state must be one of no account, an account, .*: did you mean an account\?/u);
    expect(code).toBe(1);
  });
});

describe('a server without any code of this project', () => {
  it('is verified by the interactions that it has, with the ids of its own states', async () => {
    const url = await serve(foreignServer());
    const args = ['verify', '--provider', url, '--states', `${url}/prepare`, '--filter', 'A contract is READ'];
    expect(await runCli(args)).toEqual({ stdout: '3 of 3 interactions hold.\n', stderr: '', code: 0 });
  });

  it('is verified without states where it has none', async () => {
    const url = await serve(foreignServer());
    const args = ['verify', '--provider', url, '--states', 'none', '--filter', 'without an account'];
    expect(await runCli(args)).toEqual({ stdout: '1 of 1 interactions hold.\n', stderr: '', code: 0 });
  });
});

describe('a server that can not set up states', () => {
  it.each([
    ['answers 500', (_request, response) => response.writeHead(500).end('no database'), 'answered 500: no database'],
    ['cuts the connection', (request) => request.socket.destroy(), 'failed: socket hang up'],
  ] satisfies [string, RequestListener, string][])(
    'and %s fails each interaction with the reason',
    async (_, setUp, reason) => {
      const states = await serve(setUp);
      const args = ['verify', '--provider', mock.url, '--states', states, '--pact', own, '--filter', 'a contract is'];
      const { stdout, code } = await runCli(args);
      expect(stdout).toContain(`state "an account with a contract": POST ${states} ${reason}`);
      expect(code).toBe(1);
    },
  );
});

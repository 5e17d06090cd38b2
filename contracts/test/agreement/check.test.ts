import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { fileWith } from '../../../test/command.ts';
import { runHere } from '../cli-process.ts';
import { interactions } from '../consumer/interactions.ts';
import { pactFile } from '../consumer/pact-text.ts';
import { calls, clientPact } from '../provider/client-calls.ts';

const json = { uuid: 'u', 'Content-Type': 'application/json' };
const succeeded = { header: { isSuccessful: true } };
const answer = { status: 200, headers: { 'Content-Type': 'application/json' }, body: succeeded };

/** Interactions that the document forbids, and the lines that tell why. */
const forbidden: Record<string, { request: object; response: object; told: string[] }> = {
  'an unknown path': {
    request: { method: 'GET', path: '/billing/invoices' },
    response: answer,
    told: ['request path: "/billing/invoices": the document has no such operation'],
  },
  'an unknown method': {
    request: { method: 'PATCH', path: '/billing/contracts' },
    response: answer,
    told: ['request path: "/billing/contracts": the document has no such operation'],
  },
  'a parameter of another type': {
    request: { method: 'GET', path: '/billing/meters', query: { page: ['first'] }, headers: { uuid: 'u' } },
    response: answer,
    told: ['request query page: "first": must be integer'],
  },
  'a missing parameter': {
    request: { method: 'GET', path: '/billing/admin/progress', headers: { uuid: 'u' } },
    response: answer,
    told: ['request query month: missing: must be string'],
  },
  'a wrong value in a body': {
    request: {
      method: 'POST',
      path: '/billing/admin/projects/adjustments',
      headers: json,
      body: { projectId: 'p', adjustment: 10, adjustmentTypeCode: 'REBATE', monthFrom: '2025-03' },
    },
    response: answer,
    told: ['request body $.adjustmentTypeCode: "REBATE": must be equal to one of the allowed values'],
  },
  'a body of neither shape': {
    request: {
      method: 'POST',
      path: '/billing/meters',
      headers: json,
      body: { counterName: 5, counterUnit: 'EA', counterVolume: 1 },
    },
    response: answer,
    told: [
      `request body $: {"counterName":5,"counterUnit":"EA","counterVolume":1}: must have required property 'meterList'`,
      'request body $.counterName: 5: must be string',
    ],
  },
  'a body without a field': {
    request: { method: 'POST', path: '/billing/contracts', headers: json, body: {} },
    response: { ...answer, status: 201 },
    told: ["request body $: {}: must have required property 'name'"],
  },
  'an unknown status': {
    request: { method: 'GET', path: '/billing/credits/balance', headers: { uuid: 'u' } },
    response: { ...answer, status: 418 },
    told: ['response status: 418: the document does not describe this status here'],
  },
  'an unknown field of an answer': {
    request: { method: 'GET', path: '/billing/payments/2025-03/statements', headers: { uuid: 'u' } },
    response: { ...answer, body: { ...succeeded, statements: [{ totalAmont: 5 }] } },
    told: ['response body $.statements[0]: {"totalAmont":5}: must NOT have additional properties - totalAmont'],
  },
  'an amount as a text': {
    request: { method: 'GET', path: '/billing/credits/balance', headers: { uuid: 'u' } },
    response: { ...answer, body: { ...succeeded, totalBalance: '20000' } },
    told: ['response body $.totalBalance: "20000": must be integer'],
  },
  'another media type': {
    request: { method: 'GET', path: '/billing/credits/balance', headers: { uuid: 'u' } },
    response: { status: 200, headers: { 'Content-Type': 'text/csv' }, body: 'totalBalance\n20000' },
    told: ['response header content-type: "text/csv": the document describes other types here'],
  },
};

const pact = {
  consumer: { name: 'wishful' },
  provider: { name: 'billing-api' },
  interactions: Object.entries(forbidden).map(([description, { request, response }]) => ({
    description,
    request,
    response,
  })),
  metadata: { pactSpecification: { version: '3.0.0' } },
};

describe('check', () => {
  it('holds the pact of the SDK and that of an existing client against the document', async () => {
    const client = fileWith(clientPact(), 'existing-client.json');
    const { stdout, stderr, code } = await runHere(['check', '--pact', fileURLToPath(pactFile), '--pact', client]);
    const count = interactions.length + calls.length;
    const [sum = '', ...ignored] = stdout.trimEnd().split('\n').reverse();
    expect([sum.replace(/ under .*$/u, ''), stderr, code]).toEqual([
      `${count} of ${count} interactions are possible`,
      '',
      0,
    ]);
    // The client sends headers that the document does not describe.
    expect(ignored.filter((line) => !/^! |only ignored: /u.test(line))).toEqual([]);
  });

  it('tells for each forbidden interaction what and where it is', async () => {
    const { stdout, code } = await runHere(['check', '--pact', fileWith(pact, 'wishful.json')]);
    const told = Object.entries(forbidden).flatMap(([description, { told: lines }]) => [
      `✗ wishful: ${description}`,
      ...lines.map((line) => `    ${line}`),
    ]);
    expect(stdout.split('\n').slice(0, -2)).toEqual(told);
    expect(stdout).toMatch(/^0 of 11 interactions are possible under .*openapi\.yaml\.$/mu);
    expect(code).toBe(1);
  });

  test.each<[string, string, RegExp]>([
    ['tabs.yaml', 'openapi: 3.0.3\npaths:\n\t/a: {}\n', /tabs\.yaml is no YAML: line 3, column 1: .+\.\n$/u],
    [
      'swagger.yaml',
      'swagger: "2.0"\npaths: {}\n',
      /swagger\.yaml is no OpenAPI document: it has no openapi: 3\.… and paths\.\n$/u,
    ],
    ['text.yaml', 'hello', /text\.yaml is no OpenAPI document/u],
  ])('a document %s is told by one line', async (name, content, message) => {
    const { stdout, stderr, code } = await runHere(['check', '--document', fileWith(content, name)]);
    expect(stderr).toMatch(message);
    expect([stdout, stderr.split('\n').length, code]).toEqual(['', 2, 2]);
  });
});

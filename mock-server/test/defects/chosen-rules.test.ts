import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { afterAll, describe, expect, it, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { expectReconciled, newUuid, useServer } from '../api-client.ts';
import { bill, read, statementOf } from '../bills.ts';
import { listeningCli, runCli } from '../cli-process.ts';

const catalog = `
rules:
  taxOn: BEFORE_CREDITS
  creditEnd: AFTER_LAST_DAY
  lateFee: EVERY_MONTH
`;

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
const file = join(folder, 'own.yaml');
writeFileSync(file, catalog);
afterAll(() => rmSync(folder, { recursive: true }));

const policy = parseCatalog(catalog);
const api = useServer({ policy });
const late = useServer({ policy, defect: 'tax-after-credits' });

/** Tax of 1000 in March, of which a credit pays 400. */
async function taxed(server = api, uuid = newUuid()): Promise<number> {
  await server.call('grantCampaignCredit', { uuid, path: { campaignId: 'c' }, body: { amount: 400 } });
  await read(server, uuid, '2025-03', 1_000);
  await bill(server, uuid, '2025-03');
  const { charge, vat } = await statementOf(server, uuid, '2025-03');
  expect(charge).toBe(600);
  return vat;
}

describe('a server with a catalog that chose rules', () => {
  it('bills by them', async () => {
    expect(await taxed()).toBe(100);
  });

  it('has the mistakes of others as defects', async () => {
    const uuid = newUuid();
    const { defect } = await api.call('setDefect', { uuid, body: { name: 'tax-after-credits' } });
    expect(defect).toEqual({
      name: 'tax-after-credits',
      sentence: 'Tax is on the charge after adjustments and credits.',
      section: 7,
      rule: 'Tax is on the charge after adjustments and before credits.',
    });
    expect([await taxed(api, uuid), await taxed()]).toEqual([60, 100]);
    expect(await taxed(late)).toBe(60);
  });

  it('keeps its rules beside a defect in another one', async () => {
    const uuid = newUuid();
    await api.call('setDefect', { uuid, body: { name: 'tax-rounded-up' } });
    expect(await taxed(api, uuid)).toBe(100);
  });

  it('bills previews by them', async () => {
    const usage = [{ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 }];
    const body = { month: '2025-03', usage, credits: [{ type: 'FREE' as const, amount: 400 }] };
    expect(await api.call('previewStatement', { body })).toMatchObject({ statement: { charge: 600, vat: 100 } });
  });

  it('finds nothing off in what follows from them', async () => {
    const uuid = newUuid();
    await bill(api, uuid, '2024-12', 1_000);
    for (const month of ['2025-02', '2025-03']) {
      await bill(api, uuid, month);
      expect(await statementOf(api, uuid, month)).toMatchObject({ lateFee: 55 });
    }
    await expectReconciled(api, uuid);
  });

  test.each([
    [
      'tax-before-credits',
      'tax-before-credits is no defect under this catalog: Tax is on the charge after adjustments and before credits.',
    ],
    [
      'credit-expiring-on-first-day-refused',
      "credit-expiring-on-first-day-refused is no defect under this catalog: A credit is usable only when it expires after the month's last day.",
    ],
    ['tax-after-credit', 'No defect is called "tax-after-credit". Similar names are tax-after-credits, '],
  ])('refuses %s as a defect', async (name, says) => {
    const refused = await api.refused('setDefect', { body: { name } });
    expect(refused.gist).toEqual([400, 'VALIDATION_ERROR', '/name']);
    expect(refused.body.header.resultMessage).toContain(says);
    await expect(startMockServer({ port: 0, policy, defect: name })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      message: expect.stringContaining(says),
    });
  });
});

describe('the command with a catalog that chose rules', () => {
  it('bills by them, or by a mistake of others', async () => {
    const { said, url } = await listeningCli(['--port', '0', '--catalog', file, '--defect', 'tax-after-credits']);
    expect(said).toContain('It bills wrongly, on purpose: Tax is on the charge after adjustments and credits.\n');
    const [credits, usage] = [
      [{ type: 'FREE', amount: 400 }],
      [{ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 }],
    ];
    const body = JSON.stringify({ month: '2025-03', usage, credits });
    const headers = { 'content-type': 'application/json' };
    const preview = await fetch(`${url}/billing/admin/calculate`, { method: 'POST', headers, body });
    expect(await preview.json()).toMatchObject({ statement: { charge: 600, vat: 60 } });
  });

  it('does not start with a defect that is its own choice', async () => {
    const { code, stderr } = await runCli(['--catalog', file, '--defect', 'tax-before-credits']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'tax-before-credits is no defect under this catalog: Tax is on the charge after adjustments and before credits.',
    );
  });

  it('prints them', async () => {
    const { stdout } = await runCli(['--catalog', file, '--print-catalog']);
    expect(stdout).toContain('\n  lateFee: EVERY_MONTH\n');
    expect(parseCatalog(stdout)).toEqual(policy);
  });

  it('does not start with rules that contradict each other', async () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, 'rules: { lateFeeGrace: NONE }\n');
    const { code, stderr } = await runCli(['--catalog', wrong]);
    expect(code).toBe(2);
    expect(stderr).toContain(':1:24 rules.lateFeeGrace contradicts the grace period of 30 days');
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { afterAll, describe, expect, it } from 'vitest';
import { planOf } from './plan.ts';
import type { RunSettings } from './task.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plain: RunSettings = {
  target: 'mock',
  via: 'account',
  timeout: 1_000,
  coverage: 'full',
  seed: 1,
  concurrency: 1,
  diagnosis: true,
};

function catalogFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const builtIn = printCatalog(standardPolicy);
const ours = builtIn.replace(/^ {2}kr: /m, '  ours: ');

describe('a plan', () => {
  it('is of the standard matrix unless another one is named', async () => {
    const { matrix, cells, selection, catalog } = await planOf(undefined, plain);
    expect([matrix.name, cells.length, catalog]).toEqual(['standard', 27_000, undefined]);
    expect(selection).toEqual({ coverage: 'full', seed: 1, cells: 27_000 });
  });

  it('has the members of the catalog, unless some are named', async () => {
    const catalog = catalogFile('ours.yaml', ours);
    const { dimensions, policy } = await planOf('smoke', { ...plain, catalog });
    expect(dimensions[0]).toEqual({ name: 'member', labels: ['ours', 'jp', 'us', 'eu', 'etc'] });
    expect(policy.members[0]?.member).toBe('ours');
    const named = await planOf('smoke', { ...plain, catalog, members: 'us,ours' });
    expect(named.dimensions[0]?.labels).toEqual(['us', 'ours']);
  });

  it('calls catalogs the same that say the same, and the built-in one nothing', async () => {
    const digests = await Promise.all(
      [builtIn, `# ours\n${builtIn}`, ours, ours.replaceAll('\n', '\r\n'), ours.replace('rate: 10,', 'rate: 11,')].map(
        async (text, index) =>
          (await planOf('smoke', { ...plain, catalog: catalogFile(`${index}.yaml`, text) })).catalog,
      ),
    );
    const [standard, commented, first, same, other] = digests;
    expect([standard, commented]).toEqual([undefined, undefined]);
    expect(first).toMatch(/^[0-9a-f]{12}$/);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });
});

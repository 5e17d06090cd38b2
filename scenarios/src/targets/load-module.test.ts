import { expect, test } from 'vitest';
import { fileWith } from '../../../test/command.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { loadExport, loadTarget } from './load-module.ts';

const endless = 'await new Promise(() => undefined);\nexport default {};\n';

test('nobody waits for an adapter that waits for what never comes', async () => {
  const file = fileWith(endless, 'endless-adapter.mjs');
  const line = `${file} cannot be loaded: it has not finished loading after 0.01 seconds. Does an await at its top level never end?`;
  await expect(loadTarget(file, 10)).rejects.toThrow(new UsageError(line));
});

test('nobody waits for a matrix of that kind', async () => {
  const file = fileWith(endless, 'endless-matrix.mjs');
  const wanted = {
    name: 'matrix',
    is: (value: unknown): value is object => typeof value === 'object',
    must: 'it must be one',
  };
  await expect(loadExport(file, wanted, 10)).rejects.toThrow(
    /endless-matrix\.mjs cannot be loaded: it has not finished loading/,
  );
});

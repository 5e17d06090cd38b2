import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { fileWith } from '../../../test/command.ts';
import { runHere } from '../cli-process.ts';
import { before } from './before.ts';
import { changes } from './changes.ts';

/** Some of the changes together, in a document of this version. */
function changed(version: string, names: readonly string[]): object {
  const copy = structuredClone(before);
  for (const { apply } of changes.filter(({ name }) => names.includes(name))) apply(copy);
  return { ...copy, info: { ...copy.info, version } };
}

const both = ['an enum of an answer is widened', 'a parameter is new and optional'];
const lines = [
  '✗ GET /things: response 200 body $[].kind: "C" is a new value (and in 1 other place)',
  '+ GET /things: query parameter size: it is new',
  '1 breaking and 1 harmless changes.\n',
].join('\n');

describe('diff', () => {
  it('lists what breaks before what is harmless, and exits with 1', async () => {
    const [old, now] = [fileWith(before, 'old.yaml'), fileWith(changed('2.0.0', both), 'new.json')];
    expect(await runHere(['diff', old, now])).toEqual({ stdout: lines, stderr: '', code: 1 });
  });

  it('exits with 0 when nothing breaks', async () => {
    const old = fileWith(before, 'old.json');
    const now = fileWith(changed('1.0.0', ['a status of a refusal is new']), 'new.json');
    const { stdout, code } = await runHere(['diff', old, now]);
    expect([stdout, code]).toEqual([
      '+ POST /things: response 409: it is new\n0 breaking and 1 harmless changes.\n',
      0,
    ]);
  });

  test.each([
    ['1.2.3', '2.0.0', 0],
    ['1.2.3', '1.3.0', 1],
    ['0.2.3', '0.3.0', 0],
    ['0.2.3', '0.2.4', 1],
    ['0.2.3', '1.0.0', 0],
    ['2.0.0', '1.0.0', 1],
  ])('--unless-bumped from %s to %s exits with %i', async (was, is, wanted) => {
    const [old, now] = [fileWith(changed(was, []), 'old.json'), fileWith(changed(is, both), 'new.json')];
    const { stdout, stderr, code } = await runHere(['diff', old, now, '--unless-bumped']);
    const next = was.startsWith('0') ? '0.3.0' : `${Number(was[0]) + 1}.0.0`;
    const told = `${now} breaks clients of ${was}: set its info.version to ${next}, or undo that.\n`;
    expect([stdout, stderr, code]).toEqual([lines, wanted === 0 ? '' : told, wanted]);
  });

  it('tells by one line that a version can’t be compared', async () => {
    const [old, now] = [fileWith(changed('2025-03', []), 'old.json'), fileWith(changed('1', both), 'new.json')];
    const { stderr, code } = await runHere(['diff', old, now, '--unless-bumped']);
    expect([stderr, code]).toEqual([`${old} has no info.version like 1.2.3, which --unless-bumped is about.\n`, 2]);
  });
});

describe('our own document', () => {
  it('breaks no client of the released one, unless its version says so', async () => {
    const released = fileURLToPath(new URL('../../released.yaml', import.meta.url));
    const broken = readFileSync(released, 'utf8').replace(
      'required: [totalBalance, availableBalance,',
      'required: [availableBalance,',
    );
    const file = fileWith(broken, 'openapi.yaml');
    const { stdout, stderr, code } = await runHere(['diff', released, file, '--unless-bumped']);
    expect(stdout).toBe(
      '✗ GET /billing/credits/balance: response 200 body $.totalBalance: it is not required any more\n1 breaking and 0 harmless changes.\n',
    );
    expect([stderr.includes('breaks clients of'), code]).toEqual([true, 1]);
  });
});

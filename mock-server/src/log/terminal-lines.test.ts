import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { terminalLines } from './terminal-lines.ts';

/** The lines that a terminal shows for an entry. */
function shown(entry: object): Promise<string> {
  const terminal = new PassThrough();
  terminalLines(terminal).end(`${JSON.stringify(entry)}\n`, () => terminal.end());
  return text(terminal);
}

test('an entry is one line for people', async () => {
  const entry = { level: 20, time: 0, pid: 1, hostname: 'h', requestId: 'r-1', status: 200, msg: 'A request.' };
  expect(await shown(entry)).toBe('00:00:00.000Z debug A request. requestId=r-1 status=200\n');
});

test('an error is shown with its stack', async () => {
  const entry = { level: 50, time: 0, err: { stack: 'TypeError: x\n  at y' }, msg: 'Request r-1 failed.' };
  expect(await shown(entry)).toBe('00:00:00.000Z error Request r-1 failed.\nTypeError: x\n  at y\n');
});

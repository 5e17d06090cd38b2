import { expect, test } from 'vitest';
import { toTerminalLine } from './terminal-lines.ts';

test('an entry is one line for people', () => {
  const entry = {
    level: 20,
    time: 0,
    pid: 1,
    hostname: 'h',
    requestId: 'r-1',
    status: 200,
    msg: 'A request was answered.',
  };
  expect(toTerminalLine(JSON.stringify(entry))).toBe(
    '00:00:00.000Z debug A request was answered. requestId=r-1 status=200',
  );
});

test('an error is shown with its stack', () => {
  const entry = { level: 50, time: 0, err: { stack: 'TypeError: x\n  at y' }, msg: 'Request r-1 failed.' };
  expect(toTerminalLine(JSON.stringify(entry))).toBe('00:00:00.000Z error Request r-1 failed.\nTypeError: x\n  at y');
});

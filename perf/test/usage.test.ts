import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileWith, temporaryFolder } from '../../test/command.ts';
import { UsageError } from '../src/budgets/usage-error.ts';
import { readArguments } from '../src/cli/command-line.ts';
import { k6Command } from '../src/cli/k6-command.ts';
import { runCommand } from '../src/cli/run-command.ts';
import { runCli } from './cli-process.ts';

/** The line that refuses the command line. */
async function usage(...args: string[]): Promise<string> {
  const error: unknown = await perform(args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return error instanceof UsageError ? error.message : '';
}

async function perform(args: readonly string[]): Promise<unknown> {
  const task = readArguments(['node', 'billing-perf', ...args]);
  if (task?.command === 'run') return runCommand(task.options);
  return task && k6Command(task.script, task.options);
}

test('wrong usage is one line, and exit code 2', async () => {
  const { code, stdout, stderr } = await runCli(['run', '--rate', '0']);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: '--rate is a whole number from 1 to 100000, not "0".\n',
  });
});

test.each([
  [[], 'Say what to do: run or k6. --help tells more.'],
  [['rnu'], "unknown command 'rnu' (Did you mean run?). --help lists the options."],
  [['run', '--rat', '5'], "unknown option '--rat' (Did you mean --rate?). --help lists the options."],
  [['run', '--rate', '0'], '--rate is a whole number from 1 to 100000, not "0".'],
  [['run', '--rate', '-5'], '--rate is a whole number from 1 to 100000, not "-5".'],
  [['run', '--rate', '1e3'], '--rate is a whole number from 1 to 100000, not "1e3".'],
  [['run', '--duration', '10'], '--duration is a time like 500ms, 10s or 2m, not "10".'],
  [['run', '--duration', '0s'], '--duration is a time like 500ms, 10s or 2m, not "0s".'],
  [['run', '--duration', '999h'], '--duration is a time like 500ms, 10s or 2m, not "999h".'],
  [['run', '--connections', '0'], '--connections is a whole number from 1 to 10000, not "0".'],
  [['run', '--accounts', '-1'], '--accounts is a whole number from 1 to 10000, not "-1".'],
  [
    ['run', '--workloads', 'raed'],
    'There is no workload "raed": name some of read, ingest, bulk, calculate, mixed, document.',
  ],
  [['run', '--workloads', ''], 'There is no workload "": name some of read, ingest, bulk, calculate, mixed, document.'],
  [['run', '--header', 'x'], "--header is a name and a value, like 'Authorization: Bearer …'."],
  [
    ['run', '--target', 'localhost:5000'],
    '--target is an http or https URL without query, not "localhost:5000". Did you mean http://localhost:5000?',
  ],
  [['run', '--target', 'ftp://x'], '--target is an http or https URL without query, not "ftp://x".'],
  [
    ['run', '--target', 'http://staging.example.com'],
    'staging.example.com is not this machine. Add --allow-remote if you may send load to it: its owner should know.',
  ],
  [
    ['run', '--target', 'http://127.0.0.1:1', '--rate-limit', '5'],
    '--rate-limit is for the server that this command starts: start yours with the limit to test.',
  ],
  [['k6'], "missing required argument 'script'. --help lists the options."],
  [
    ['k6', 'walk'],
    "command-argument value 'walk' is invalid for argument 'script'. Allowed choices are smoke, load, stress, spike, soak. --help lists the options.",
  ],
  [['k6', 'load', '--compare', 'x'], "unknown option '--compare'. --help lists the options."],
  [
    ['run', '--json', '/no/such/folder/x.json'],
    "/no/such/folder/x.json can't be written: there is no directory /no/such/folder.",
  ],
  [['run', '--json', 'x', '--html', 'x'], "x can't be two reports: name another file."],
  [['run', '--budgets', '/no/such/file'], 'There is no file /no/such/file.'],
  [['run', '--compare', '/no/such/file'], 'There is no file /no/such/file.'],
] as const)('%j', async (args, line) => {
  expect(await usage(...args)).toBe(line);
});

test.each([
  ['every: [', "can't be parsed"],
  ['every: {p95Ms: 3}', 'is wrong at every: Unrecognized key: "p95Ms".'],
  ['every: {p99Ms: fast}', 'is wrong at every.p99Ms: Invalid input: expected number, received string.'],
  ['every: {p99Ms: -1}', 'is wrong at every.p99Ms: Too small: expected number to be >0.'],
  [
    'workloads: {read: {failed: 0.5}}',
    'is wrong at workloads.read.failed: Invalid input: expected int, received number.',
  ],
  ['workloads: {raed: {failed: 0}}', 'is wrong at workloads.raed: there is none of this name: read, ingest,'],
  ['regression: 2', 'is wrong at regression: Too big: expected number to be <=1.'],
  ['', 'is wrong: Invalid input: expected object, received null.'],
])('budgets %j', async (text, words) => {
  const file = fileWith(text);
  expect(await usage('run', '--budgets', file)).toContain(words);
});

test.each([
  ['{', "can't be parsed"],
  ['{}', 'is wrong at format: this is no report of billing-perf (format billing-perf/1).'],
  ['{"format": "billing-perf/1", "workloads": []}', 'has no ratio to bare HTTP'],
  ['{"format": "billing-perf/1", "workloads": [{}]}', 'is wrong at workloads.0.name'],
])('a baseline %j', async (text, words) => {
  expect(await usage('run', '--compare', fileWith(text))).toContain(words);
});

test('a report that would take the place of a folder', async () => {
  const folder = join(temporaryFolder(), 'folder');
  mkdirSync(folder);
  expect(await usage('run', '--html', folder)).toBe(`${folder} can't be written: it is a directory.`);
});

test('help says what the exit codes and the rate limit are', async () => {
  const { code, stdout, stderr } = await runCli(['run', '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Exit codes: 0 every budget is met');
  expect(stdout).toContain('The mock server allows 500 requests a second and account');
});

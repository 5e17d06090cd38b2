import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { standardPolicy } from '@billing-testkit/engine';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { afterAll, describe, expect, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';
import { readArguments } from './command-line.ts';
import { mergeCommand } from './commands-without-target.ts';
import { planOf } from './plan.ts';

const BIN = fileURLToPath(new URL('../../bin/billing-matrix.js', import.meta.url));
const UNHURRIED = fileURLToPath(new URL('../../test/targets/unhurried-engine.ts', import.meta.url));
const CATALOG = printCatalog(standardPolicy).replaceAll('\n', '\r\n');

/** The words of a run that is short; the file of the catalog comes after them. */
const run = ['run', 'smoke', '--target', UNHURRIED, '--members', 'kr', '--filter', 'story=usage', '--catalog'];

const folder = mkdtempSync(join(tmpdir(), 'billing-matrix-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** A link in the folder to a file of that name in it. */
function linked(name: string, to: string): string {
  const link = join(folder, name);
  symlinkSync(join(folder, to), link);
  return link;
}

/** A file of that many bytes, which takes no room on the disk. */
function sparse(name: string, bytes: number): string {
  const file = written(name, '');
  truncateSync(file, bytes);
  return file;
}

function pipe(name: string): string {
  const file = join(folder, name);
  execFileSync('sh', ['-c', 'mkfifo "$0"', file]);
  return file;
}

/** The error with which the command line is refused. */
async function refusalOf(args: readonly string[]): Promise<string> {
  try {
    const task = readArguments(['node', 'billing-matrix', ...args]);
    if (task?.command === 'run') await planOf(task.matrix, task.options);
    if (task?.command === 'merge') mergeCommand(task.files, task.options);
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}

const utf16 = (content: string) => Buffer.from(`\uFEFF${content}`, 'utf16le');
const isRoot = process.getuid?.() === 0;

test.each([
  ['UTF-8 with a mark', (content: string) => Buffer.from(`\uFEFF${content}`)],
  ['UTF-16, little-endian', utf16],
  ['UTF-16, big-endian', (content: string) => utf16(content).swap16()],
])('a catalog in %s is billed by', async (encoding, encoded) => {
  expect(await refusalOf([...run, written(`${encoding}.yaml`, encoded(CATALOG))])).toBe('nothing');
});

test.each([
  ['is not there', () => join(folder, 'none'), 'there is no such file'],
  ['is in a file', () => join(written('file', '{}'), 'none'), 'there is no such file'],
  ['is a directory', () => folder, 'it is a directory'],
  [
    'is in Windows-1252',
    () => written('latin-1', Buffer.from('# é', 'latin1')),
    'it is not UTF-8 text: save it as UTF-8',
  ],
  [
    'is half a character',
    () => written('half', Buffer.from([0xff, 0xfe, 0])),
    'it is not UTF-16LE text: save it as UTF-8',
  ],
  ['has zeros', () => written('zeros', Buffer.alloc(10)), 'it is not UTF-8 text: save it as UTF-8'],
  ['has a name too long', () => join(folder, 'x'.repeat(1_000)), 'its name is too long'],
  ['is a link to itself', () => linked('link', 'link'), 'it is a link that leads back to itself'],
])('a file that %s is refused', async (_, fileOf, reason) => {
  const file = fileOf();
  expect(await refusalOf([...run, file])).toBe(`UsageError: The catalog ${file} cannot be read: ${reason}.`);
  rmSync(join(folder, 'link'), { force: true });
  expect(await refusalOf(['merge', fileOf()])).toBe(`UsageError: The report ${file} cannot be read: ${reason}.`);
});

test.skipIf(isRoot || process.platform === 'win32')('a file that this user may not read is refused', async () => {
  const file = written('secret', '{}');
  chmodSync(file, 0);
  expect(await refusalOf([...run, file])).toBe(
    `UsageError: The catalog ${file} cannot be read: this user may not read it.`,
  );
});

test('a file that is too large is refused: a catalog of a mebibyte, a report longer than any text', async () => {
  const [catalog, report] = [sparse('large.yaml', 1024 * 1024 + 1), sparse('large.json', 511 * 1024 * 1024 + 1)];
  expect(await refusalOf([...run, catalog])).toBe(
    `UsageError: The catalog ${catalog} cannot be read: it is larger than 1 MiB.`,
  );
  expect(await refusalOf(['merge', report])).toBe(
    `UsageError: The report ${report} cannot be read: it is larger than 511 MiB.`,
  );
});

describe.skipIf(process.platform === 'win32')('what is no regular file', () => {
  test.each(['/dev/zero', '/dev/null'])('is refused when it is the device %s', async (device) => {
    expect(await refusalOf([...run, device])).toBe(
      `UsageError: The catalog ${device} cannot be read: it is a device: write the catalog to a file.`,
    );
    expect(await refusalOf(['merge', device])).toContain('it is a device: write the report to a file.');
  });

  test('is refused when it is a socket', async () => {
    const socket = join(folder, 'socket');
    const server = createServer().listen(socket);
    await once(server, 'listening');
    expect(await refusalOf([...run, socket])).toContain('it is a socket: write the catalog to a file.');
    server.close();
  });

  test('is refused in one line, with 2, when it is a pipe that nobody writes to', async () => {
    const silent = pipe('silent');
    const [catalog, report] = await Promise.all([runCli([...run, silent]), runCli(['merge', silent])]);
    const reason = `${silent} cannot be read: it is a pipe that nobody writes to.`;
    expect(catalog).toEqual({ stdout: '', stderr: `The catalog ${reason}\n`, code: 2 });
    expect(report).toEqual({ stdout: '', stderr: `The report ${reason}\n`, code: 2 });
  });

  /** The output of a shell line in which `"$@"` is the command with the words of a run. */
  function inShell(line: string) {
    const child = spawn('bash', ['-c', line, 'bash', process.execPath, BIN, ...run], { cwd: folder });
    return { child, said: Promise.all([text(child.stdout), text(child.stderr)]) };
  }

  test.each([
    ['behind a |', 'cat own.yaml | "$@" /dev/stdin'],
    ['of a process', '"$@" <(cat own.yaml)'],
  ])('is read when it is a pipe %s', async (_, line) => {
    written('own.yaml', CATALOG);
    const [stdout, stderr] = await inShell(line).said;
    expect(stdout, stderr).toMatch(/^1 of 1 bill agrees\n/);
  });

  test('is waited for when it is a pipe that says nothing for a while, which is said', async () => {
    const { child, said } = inShell('cat | "$@" /dev/stdin');
    await once(child.stderr, 'data');
    child.stdin.end(CATALOG);
    const [stdout, stderr] = await said;
    expect(stdout).toMatch(/^1 of 1 bill agrees\n/);
    expect(stderr).toMatch(/^Waiting for the catalog to come from \/dev\/stdin\.\n/);
  });

  test('is read when it is a pipe with a report', async () => {
    const json = join(folder, 'report.json');
    expect(await runCli([...run.slice(0, -1), '--json', json])).toMatchObject({ code: 0 });
    const merging = spawn('bash', ['-c', 'cat "$0" | "$@" merge /dev/stdin', json, process.execPath, BIN]);
    expect(await text(merging.stdout)).toMatch(/^1 of 1 bill agrees\n/);
    expect(readFileSync(json, 'utf8')).toContain('billing-matrix-report');
  });
});

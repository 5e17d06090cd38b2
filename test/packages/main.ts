/**
 * Packs the workspaces, installs the tarballs in empty projects in a temporary folder, and uses them there, under each version of Node
 * that users have. Needs a registry. Prints a table, then the output of failed checks, and then exits with 1.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../chromium.ts';
import { type Check, nodeVersions, type Project, projects } from './checks.ts';
import { installNodes, installProject } from './installations.ts';
import { measure } from './production.ts';
import { runCommand } from './run-command.ts';
import { printRow } from './table.ts';
import { tarballProblems } from './tarball-problems.ts';
import { packWorkspaces, type Tarball } from './tarballs.ts';

const failures: string[] = [];

async function testPackages(folder: string, only: readonly string[]): Promise<void> {
  const tarballs = await packWorkspaces(folder);
  for (const tarball of tarballs) await judge(tarball);
  for (const name of ['mock-server', 'sdk']) await weigh(folder, tarballs, name);
  const nodes = await installNodes(folder, nodeVersions);
  printRow(
    '',
    nodeVersions.map((version) => `Node ${version}`),
  );
  const chosen = projects.filter(({ name }) => only.length === 0 || only.includes(name));
  for (const project of chosen) await use(project, folder, tarballs, nodes);
}

async function judge(tarball: Tarball): Promise<void> {
  const problems = await tarballProblems(tarball);
  printRow(`${tarball.name} ${tarball.version}`, [problems.length === 0 ? 'packed well' : 'FAILED']);
  failures.push(...problems.map((problem) => `${tarball.name}: ${problem}`));
}

/** Installs a package as its users do, and tells the size of the installation. Nothing in it may run when it is installed. */
async function weigh(folder: string, tarballs: readonly Tarball[], name: string): Promise<void> {
  const needed = name === 'sdk' ? ['contracts', 'sdk'] : ['contracts', 'engine', name];
  const project = await installProject(folder, { name: `${name} alone`, workspaces: needed, checks: [] }, tarballs);
  const { packages, bytes, withScripts } = measure(project);
  printRow(`${name}, installed`, [`${packages} packages, ${(bytes / 1e6).toFixed(1)} MB`]);
  failures.push(...withScripts.map((script) => `${name}: ${script} runs a script when it is installed`));
}

async function use(project: Project, folder: string, tarballs: readonly Tarball[], nodes: Nodes): Promise<void> {
  const place = await installProject(folder, project, tarballs);
  for (const check of project.checks) {
    const outcomes = [];
    for (const version of nodeVersions) outcomes.push(await outcomeOf(check, version, place, nodes));
    printRow(check.name, outcomes);
  }
}

type Nodes = ReadonlyMap<number, string>;

async function outcomeOf(check: Check, version: number, cwd: string, nodes: Nodes): Promise<string> {
  const { name, command, prints = /(?:)/, nodes: wanted = nodeVersions } = check;
  const bin = nodes.get(version);
  if (!wanted.includes(version)) return '-';
  if (bin === undefined) return 'no Node';
  const environment = { CHROMIUM_BIN: chromiumPath ?? '' };
  const { result, output } = await runCommand(command, { cwd, bin, environment });
  if (result === 'skipped') return `skipped: ${output}`;
  if (result === 'ok' && prints.test(output)) return 'ok';
  failures.push(`${name}, Node ${version}: ${command.join(' ')}\n${output}`);
  return 'FAILED';
}

const temporary = mkdtempSync(join(tmpdir(), 'billing-testkit-'));
try {
  await testPackages(temporary, process.argv.slice(2));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
for (const failure of failures) process.stdout.write(`\n${failure}\n`);
process.stdout.write(failures.length === 0 ? '\nThe packages work.\n' : `\n${failures.length} failed.\n`);
if (failures.length > 0) process.exitCode = 1;

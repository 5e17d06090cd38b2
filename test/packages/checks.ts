/** A command that has to succeed in a project. */
export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** The major versions of Node that run it; all that are tried when left out. */
  readonly nodes?: readonly number[];
  /** A pattern that its output has to match. */
  readonly prints?: RegExp;
}

/** An empty project, the packages that it installs, and the commands that it then runs. */
export interface Project {
  /** Its name, and that of the folder of its files. */
  readonly name: string;
  /** The folder of its files, from the root of the repository; one of `projects` when left out. */
  readonly files?: string;
  /** The workspaces whose tarballs it installs; all when left out. */
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
}

/** The major versions of Node that users have. */
export const nodeVersions = [20, 22, 24, 26] as const;

/** The version of Node for checks that do not depend on it, which are done once. */
const ONE_NODE = [24];
const CLIENT_AND_SERVER = ['contracts', 'engine', 'mock-server', 'sdk'];
const MATRIX = ['run', 'smoke', '--target', 'mock', '--coverage', 'pairwise'];
const JEST = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];

/** The versions of TypeScript, and the ways in which each can look for modules. */
const compilers: Readonly<Record<string, readonly string[]>> = {
  '5.4': ['node', 'node16', 'nodenext', 'bundler'],
  '5.9': ['node', 'node16', 'nodenext', 'bundler'],
  latest: ['node16', 'nodenext', 'bundler'],
};

const commands: Readonly<Record<string, string>> = {
  'mock-server': 'billing-mock-server',
  scenarios: 'billing-matrix',
  perf: 'billing-perf',
  contracts: 'billing-contracts',
};

/** Options of TypeScript beside `moduleResolution`. zod's types need `esModuleInterop` where the resolution does not imply it. */
const compilerOptions = ['--noEmit', '--strict', '--target', 'es2022', '--esModuleInterop'];

/** The projects that use the packages. */
export const projects: readonly Project[] = [
  {
    name: 'node',
    checks: [
      { name: 'node:test, import', command: ['node', '--test', 'import.test.mjs'] },
      { name: 'node:test, require()', command: ['node', '--test', 'require.test.cjs'] },
      { name: 'node:test, accounts of tests', command: ['node', '--test', 'testing.test.mjs'] },
      ...Object.entries(commands).flatMap(commandChecks),
      { name: 'npx starts a server, which serves /docs', command: ['node', 'serve.mjs'] },
      { name: 'npx runs a matrix', command: ['npx', '@billing-testkit/scenarios', ...MATRIX], prints: /bills agree/ },
    ],
  },
  {
    name: 'vitest',
    workspaces: CLIENT_AND_SERVER,
    dependencies: { vitest: 'latest', jsdom: 'latest' },
    // Vitest itself needs Node 22.
    checks: [{ name: 'Vitest', command: ['node', 'node_modules/vitest/vitest.mjs', 'run'], nodes: [22, 24, 26] }],
  },
  {
    name: 'examples',
    files: 'examples',
    workspaces: CLIENT_AND_SERVER,
    dependencies: { vitest: 'latest', standardwebhooks: 'latest' },
    checks: [{ name: 'The examples', command: ['node', 'node_modules/vitest/vitest.mjs', 'run'], nodes: [22, 24, 26] }],
  },
  {
    name: 'jest',
    workspaces: CLIENT_AND_SERVER,
    dependencies: { jest: 'latest', 'jest-environment-jsdom': 'latest' },
    checks: [
      { name: 'Jest, import', command: ['node', ...JEST, 'import'] },
      // Jest requires modules since Node 24.9.
      { name: 'Jest, require()', command: ['node', ...JEST, 'require'], nodes: [24, 26] },
      { name: 'Jest, jsdom', command: ['node', ...JEST, 'jsdom'] },
      { name: 'Jest, accounts of tests', command: ['node', ...JEST, 'testing'] },
    ],
  },
  {
    name: 'playwright',
    workspaces: CLIENT_AND_SERVER,
    // The tests need no browser, and none is downloaded.
    dependencies: { '@playwright/test': 'latest' },
    checks: [{ name: 'Playwright, accounts of tests', command: ['npx', 'playwright', 'test'] }],
  },
  {
    name: 'bundles',
    workspaces: CLIENT_AND_SERVER,
    dependencies: { esbuild: 'latest', vite: 'latest', '@edge-runtime/vm': 'latest', 'playwright-core': 'latest' },
    checks: [
      { name: 'esbuild and Vite, for browsers', command: ['node', 'make.mjs'], nodes: ONE_NODE },
      { name: 'the client in an edge runtime', command: ['node', 'edge.mjs'], nodes: ONE_NODE },
      { name: 'the client in Chromium', command: ['node', 'browser.mjs'], nodes: ONE_NODE },
    ],
  },
  {
    name: 'typescript',
    dependencies: {
      '@types/node': '^22',
      ...Object.fromEntries(Object.keys(compilers).map((version) => [`ts-${version}`, `npm:typescript@${version}`])),
    },
    checks: Object.entries(compilers).flatMap(([version, resolutions]) =>
      resolutions.flatMap((resolution) => typeChecks(version, resolution)),
    ),
  },
];

function commandChecks([workspace, command]: [string, string]): Check[] {
  const npx = ['npx', `@billing-testkit/${workspace}`];
  return [
    { name: `npx @billing-testkit/${workspace} --version`, command: [...npx, '--version'], prints: /^\d+\.\d+\.\d+$/ },
    { name: `npx ${command} --help`, command: ['npx', command, '--help'], prints: /^Usage: /, nodes: ONE_NODE },
  ];
}

/** A program for Node and, once for each version, one for browsers without the types of Node. Nothing of the packages' types is skipped. */
function typeChecks(version: string, resolution: string): Check[] {
  const module = ['node', 'bundler'].includes(resolution) ? 'esnext' : resolution;
  const compiler = ['node', `node_modules/ts-${version}/bin/tsc`, ...compilerOptions];
  const command = [...compiler, '--module', module, '--moduleResolution', resolution];
  const onServer = [...command, '--types', 'node', 'server.ts'];
  const inBrowser = [...command, '--typeRoots', 'none', '--lib', 'es2022,dom', 'browser.ts'];
  const name = `TypeScript ${version}, ${resolution}`;
  return [
    { name, command: onServer, nodes: ONE_NODE },
    ...(resolution === 'bundler' ? [{ name: `${name}, for a browser`, command: inBrowser, nodes: ONE_NODE }] : []),
  ];
}

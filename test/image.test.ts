import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };
import { contextFiles } from './image/build-context.ts';
import { type Step, stagesOf } from './image/dockerfile.ts';
import { productionTree } from './production-tree.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the Dockerfile', () => {
  const stages = stagesOf(read('Dockerfile'));
  const files = contextFiles(root);
  const steps = stages.flatMap((stage) => stage.steps);
  const stepsOf = <Keyword extends Step['keyword']>(keyword: Keyword) =>
    steps.filter((step): step is Extract<Step, { keyword: Keyword }> => step.keyword === keyword);
  const copied = stepsOf('COPY')
    .filter(({ from }) => from === undefined)
    .flatMap(({ sources }) => sources);

  test('has two stages on the same small base', () => {
    expect(stages.map(({ base, name }) => [base, name])).toEqual([
      ['node:24-slim', 'build'],
      ['node:24-slim', undefined],
    ]);
  });

  test('copies what there is, the manifest of every workspace before npm installs', () => {
    const lacking = copied.filter((source) => source !== '.' && !files.includes(source));
    expect(lacking).toEqual([]);
    expect(copied).toEqual(expect.arrayContaining(manifest.workspaces.map((workspace) => `${workspace}/package.json`)));
  });

  test('gets neither tests nor what was built before', () => {
    expect(files.filter((file) => /\.test\.ts$|(?:^|\/)(?:dist|node_modules|test|bench|growth)\//.test(file))).toEqual(
      [],
    );
    for (const file of ['mock-server/src/cli.ts', 'contracts/openapi.yaml', 'LICENSE']) expect(files).toContain(file);
  });

  test('gets every file that the server and its build import', () => {
    const lacking = files
      .filter((file) => file.startsWith('mock-server/') && file.endsWith('.ts'))
      .flatMap((file) => importsOf(read(file)).map((imported) => join(dirname(file), imported)))
      .filter((imported) => existsSync(join(root, imported)) && !files.includes(imported));
    expect(lacking).toEqual([]);
  });

  test('copies every folder of packages that the server needs', () => {
    const folders = [...productionTree('mock-server').values()]
      .filter(({ path }) => path.includes('node_modules/'))
      .map(({ path }) => `/app/${path.slice(0, path.indexOf('node_modules/'))}node_modules`);
    const fromBuild = stepsOf('COPY').flatMap(({ from, sources }) => (from === 'build' ? sources : []));
    expect(fromBuild).toEqual(expect.arrayContaining(folders));
  });

  test('runs as a user on the default port', () => {
    expect(stepsOf('USER').map(({ value }) => value)).toEqual(['node']);
    expect(stepsOf('EXPOSE').map(({ value }) => value)).toEqual(['5000']);
    expect(stepsOf('ENTRYPOINT').map(({ command }) => command[0])).toEqual(['node']);
  });
});

function importsOf(text: string): string[] {
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, file = '']) => file);
}

test.each([
  ['# syntax=docker/dockerfile:1\nFROM a', 'The directive syntax is not plain.'],
  ['FROM --platform=linux/amd64 a', 'FROM --platform is not plain.'],
  ['FROM a\nRUN --mount=type=cache,target=/c npm ci', 'RUN --mount is not plain.'],
  ['FROM a\nRUN <<EOF\nls\nEOF', 'RUN has a heredoc, which is not plain.'],
  ['FROM a\nCOPY --from=b --link c d', 'COPY --link is not plain.'],
  ['FROM a\nCMD node server.js', 'CMD needs its command as a JSON list.'],
  ['FROM a\nSHELL ["bash"]', 'SHELL is not known here.'],
  ['FROM a\nCOPPY b c', 'Line 2: Unknown instruction: COPPY'],
])('a Dockerfile like %j is not taken', (text, reason) => {
  expect(() => stagesOf(text)).toThrow(reason);
});

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml'));
  const { 'mock-server': mock, ...others } = services;

  test('starts images of known versions with files that there are', () => {
    for (const { image, volumes } of Object.values<{ image: string; volumes: string[] }>(others)) {
      expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
      for (const volume of volumes) expect(existsSync(join(root, volume.split(':')[0] ?? ''))).toBe(true);
    }
    expect(mock).toMatchObject({ build: '.', read_only: true, cap_drop: ['ALL'] });
  });

  test('has Prometheus read the server, and the server send traces to the collector', () => {
    const { scrape_configs: scraped } = parse(read('deploy/prometheus.yaml'));
    expect(scraped[0].static_configs).toEqual([{ targets: ['mock-server:5000'] }]);
    const { receivers } = parse(read('deploy/collector.yaml'));
    const [, port] = receivers.otlp.protocols.http.endpoint.split(':');
    expect(mock.environment.OTEL_EXPORTER_OTLP_ENDPOINT).toBe(`http://collector:${port}`);
    expect(Object.keys(others)).toEqual(['prometheus', 'collector']);
  });
});

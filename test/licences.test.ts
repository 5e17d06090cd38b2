import { expect, test } from 'vitest';
import lock from '../package-lock.json' with { type: 'json' };

/** Licences under which a package may be installed with ours, which is under the MIT licence. */
const allowed = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  '(MIT AND Zlib)',
  'PSF-2.0',
];

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly license?: string;
}

test('every package that users install has a licence that allows it', () => {
  const installed = Object.entries<Locked>(lock.packages).filter(([path, { dev, link }]) => path && !dev && !link);
  const licences = installed.map(([path, { license = 'none' }]) => ({ path, license }));
  expect(licences.length).toBeGreaterThan(0);
  expect(licences.filter(({ license }) => !allowed.includes(license))).toEqual([]);
});

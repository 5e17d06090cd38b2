/** Puts the parts of commander and yaml that the command uses into the build: users who import only the types need neither package. */
import { bundlePackages } from '../../scripts/bundle-packages.ts';

bundlePackages({
  file: new URL('../dist/cli/commander-package.js', import.meta.url),
  notice: 'With code of commander, (c) TJ Holowaychuk, MIT licence, in LICENSE.commander.txt',
  licence: { of: 'commander', as: 'LICENSE.commander.txt' },
});

bundlePackages({
  file: new URL('../dist/documents/yaml-package.js', import.meta.url),
  notice: 'With code of yaml, (c) Eemeli Aro, ISC licence, in LICENSE.yaml.txt',
  licence: { of: 'yaml', as: 'LICENSE.yaml.txt' },
});

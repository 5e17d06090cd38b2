/**
 * Puts the server's parts of OpenTelemetry and of zod into the build: the server uses 0.2 MB of the 18 MB of OpenTelemetry's packages
 * with their dependencies, and 0.02 MB of zod's 8.
 */
import { bundlePackages } from '../../scripts/bundle-packages.ts';

bundlePackages({
  file: new URL('../dist/traces/open-telemetry-packages.js', import.meta.url),
  external: ['@opentelemetry/api'],
  notice:
    'With code of OpenTelemetry, (c) The OpenTelemetry Authors, Apache-2.0 licence, in LICENSE.open-telemetry.txt',
  licence: { of: '@opentelemetry/core', as: 'LICENSE.open-telemetry.txt' },
});

bundlePackages({
  file: new URL('../dist/snapshots/zod-package.js', import.meta.url),
  notice: 'With code of zod, (c) Colin McDonnell, MIT licence, in LICENSE.zod.txt',
  licence: { of: 'zod', as: 'LICENSE.zod.txt' },
});

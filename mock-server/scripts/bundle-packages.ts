/**
 * Puts what the server takes of OpenTelemetry and of zod into the build: of OpenTelemetry the server uses 0.2 MB of the 18 MB that its
 * packages and what they need have, and of zod 0.02 of 8 MB.
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

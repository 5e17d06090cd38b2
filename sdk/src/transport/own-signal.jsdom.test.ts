// @vitest-environment jsdom
import { afterEach, beforeEach, describe, vi } from 'vitest';
import { testsInDomEnvironment } from '../../test/dom-environment.ts';

declare const jsdom: { readonly window: Readonly<Record<string, unknown>> };

describe('in the environment jsdom', () => {
  // This Vitest leaves some of Node's classes in place; earlier ones and Jest have jsdom's.
  beforeEach(() => {
    for (const name of ['AbortController', 'AbortSignal', 'Blob', 'FormData', 'Headers', 'URL', 'URLSearchParams']) {
      vi.stubGlobal(name, jsdom.window[name]);
    }
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  testsInDomEnvironment();
});

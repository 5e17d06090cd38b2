import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import type * as sdk from '../src/index.ts';

/** Globals that browsers and edge runtimes share, as far as the client and axios look for them. */
const globals = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TransformStream,
  TypeError,
  URL,
  URLSearchParams,
  clearTimeout,
  console,
  crypto: { getRandomValues: crypto.getRandomValues.bind(crypto) },
  fetch,
  performance,
  setTimeout,
};

/** The package as a bundler for the web makes it one script. The bundler fails when anything in it imports a module of Node. */
export async function webScript(conditions?: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@billing-testkit/sdk'", resolveDir: import.meta.dirname },
    bundle: true,
    format: 'iife',
    globalName: 'sdk',
    platform: 'browser',
    write: false,
    ...(conditions && { conditions: [...conditions] }),
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** The package as a browser without a page has it: there is nothing of Node, and not even `crypto.randomUUID`. */
export async function webPackage(): Promise<typeof sdk> {
  return runInContext(`${await webScript()}; sdk`, createContext({ ...globals }));
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { faultsOnly, type Log } from '../../src/log/log.ts';
import type { MockServerOptions } from '../../src/mock-server-options.ts';
import { type MockServer, startServer } from '../../src/start-mock-server.ts';

const folders: string[] = [];
const servers: MockServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Files in a folder of their own, by name; a value that is no text is written as JSON. Answers the path of the first. */
export function writeFiles(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'other-documents-'));
  folders.push(folder);
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    return path;
  });
  return paths[0] ?? folder;
}

/** The answer to a request of a test. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; its text when it is none. */
  readonly body: unknown;
}

export interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly body?: string | FormData | URLSearchParams;
}

/** A server for the tests of a document. It is closed after each test. */
export class DocumentServer {
  readonly server: MockServer;

  constructor(server: MockServer) {
    this.server = server;
  }

  get notices(): readonly string[] {
    return this.server.notices;
  }

  /** Sends a request like `GET /pets`. */
  async ask(target: string, { headers = {}, json, body }: Asking = {}): Promise<Answered> {
    const [method = '', path = ''] = target.split(/ (.*)/s);
    const sent = json === undefined ? body : JSON.stringify(json);
    const type = json === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.server.url + path, {
      method,
      headers: { ...type, ...headers },
      ...(sent !== undefined && { body: sent }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  /** The status, code and paths of a refusal. */
  async refused(target: string, asking: Asking = {}): Promise<readonly unknown[]> {
    const { status, body } = await this.ask(target, asking);
    const { error, details } = Object(body);
    const paths = Array.isArray(details) ? details.map((detail) => Object(detail).path) : [];
    return [status, error, ...paths];
  }
}

/** Starts a server for documents, which are written to files. */
export async function serve(document: unknown, options: MockServerOptions = {}): Promise<DocumentServer> {
  return serveFiles([writeFiles({ 'document.json': document })], options);
}

export async function serveFiles(
  specs: readonly string[],
  options: MockServerOptions = {},
  log: Log = faultsOnly,
): Promise<DocumentServer> {
  const server = await startServer({ port: 0, rateLimit: 0, specs, ...options }, log);
  servers.push(server);
  return new DocumentServer(server);
}

/** A document of paths and components. */
export function documentOf(paths: object, more: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'Test', version: '1' }, paths, ...more };
}

/** An operation that answers 200 with a JSON value of a schema. */
export function answering(schema: object | boolean, more: object = {}): object {
  return { responses: { 200: { description: 'OK', content: { 'application/json': { schema } } } }, ...more };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

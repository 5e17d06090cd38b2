import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startMockServer } from '@billing-testkit/mock-server';
import { onTestFinished } from 'vitest';

/** A request on its way to the mock server. */
export interface Passing {
  readonly name: string;
  readonly body: string;
  /** Sends it on and answers the status and the text; another body may take the place of its own. */
  readonly pass: (body?: string) => Promise<{ status: number; text: string }>;
  readonly response: ServerResponse;
}

type Handle = (passing: Passing) => Promise<void>;

/** A server that handles each request as it is told, in front of a mock server that bills rightly. It closes with the test. */
export async function frontServer(handle: Handle): Promise<string> {
  const mock = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0 });
  onTestFinished(() => mock.close());
  return plainServer(async (request, response) => {
    const body = await text(request);
    const { method = '', url = '', headers } = request;
    const pass = async (other = body) => {
      const { uuid = '', 'content-type': type, 'idempotency-key': key } = headers;
      const answer = await fetch(mock.url + url, {
        method,
        headers: {
          uuid: String(uuid),
          ...(type !== undefined && { 'content-type': type }),
          ...(key !== undefined && { 'idempotency-key': String(key) }),
        },
        ...(other !== '' && { body: other }),
      });
      return { status: answer.status, text: await answer.text() };
    };
    await handle({ name: `${method} ${url}`, body, pass, response });
  });
}

/** A server of its own. It closes with the test. */
export async function plainServer(
  handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): Promise<string> {
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

export function reply(response: ServerResponse, { status, text: body }: { status: number; text: string }): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

/** Sends a request on as it is. */
export async function passOn({ pass, response }: Passing): Promise<void> {
  reply(response, await pass());
}

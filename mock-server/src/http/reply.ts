import type { ServerResponse } from 'node:http';

/** What is answered: a status and a body of JSON. */
export interface Reply {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the connection is cut instead: the request took effect, and its answer is lost. */
  readonly isLost?: boolean;
}

const SUCCESS = { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' } as const;

export function success(status: number, fields: object): Reply {
  return { status, body: { header: SUCCESS, ...fields } };
}

/** Writes every answer of the API; a failure tells its request's id, which the header has. */
export function send(response: ServerResponse, { status, body, headers = {}, isLost = false }: Reply): void {
  if (isLost) {
    response.destroy();
    return;
  }
  const requestId = response.getHeader('X-Request-Id');
  const text = JSON.stringify(status < 400 ? body : { ...body, requestId });
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

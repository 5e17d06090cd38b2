import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/**
 * Does something else with a request, and says so by `true`, or lets its answer get lost once the server behind has given it; the
 * request is counted from 1.
 */
export type Intercept = (response: ServerResponse, count: number, incoming: IncomingMessage) => boolean | 'answer lost';

/** A server in front of another one, closed with the test or when it is to `die`; `asked` are the requests that came, like `POST /billing/meters`. */
export async function frontServer(behind: string, intercept: Intercept) {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const intercepted = intercept(response, asked.length, incoming);
    if (intercepted === true) return;
    const { method, headers, url = '/' } = incoming;
    const passedOn = request(new URL(url, behind), { method, headers }, (answer) => {
      if (intercepted) {
        answer.resume().on('end', () => response.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(passedOn);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const die = () => {
    server.close();
    server.closeAllConnections();
  };
  onTestFinished(die);
  const address = server.address();
  return { url: typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '', asked, die };
}

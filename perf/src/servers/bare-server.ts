/**
 * The bare server does the work that every server has for these requests, and nothing else: it reads, parses and stringifies. Its
 * speed on this machine is the measure of other servers. The parent process sends it the answers by IPC.
 */
import { createServer } from 'node:http';
import { serveParent } from './serve-parent.ts';

/** Objects to answer with, by method and path as in `GET /billing/meters`. */
export type BareAnswers = Readonly<Record<string, object>>;

let answers: ReadonlyMap<string, object> = new Map();

process.on('message', (told: BareAnswers) => {
  answers = new Map(Object.entries(told));
  process.send?.({ hasAnswers: true });
});

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString());
  const answer = answers.get(`${request.method} ${request.url}`);
  const text = JSON.stringify(answer ?? {});
  response.writeHead(answer ? 200 : 404, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') serveParent(`http://127.0.0.1:${address.port}`);
});

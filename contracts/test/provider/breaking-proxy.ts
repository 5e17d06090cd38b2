import { type RequestListener, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An answer of a server, which a break changes. */
interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A deliberate break of the contract, for the answers to one request. */
export interface Break {
  /** Method, path without the query, and status of the answers that it breaks. */
  readonly answersTo: string;
  readonly change: (answer: Answer) => void;
}

/** A listener that answers in place of a server, with the server's answers and the breaks in them. */
export function breakingProxy(target: string, breaks: readonly Break[]): RequestListener {
  return (incoming, outgoing) => {
    const { method = '', url = '/', headers } = incoming;
    const forwarded = request(target + url, { method, headers }, async (answered) => {
      const { statusCode: status = 0 } = answered;
      const answer = { status, headers: plain(answered.headers), body: await text(answered) };
      const answersTo = `${method} ${url.split('?')[0]} ${status}`;
      for (const { change } of breaks.filter((one) => one.answersTo === answersTo)) change(answer);
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    });
    incoming.pipe(forwarded);
  };
}

/** The headers that say something about the answer, not about the connection. */
function plain(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(?:connection|keep-alive|content-length|date)$/u.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** A break of a JSON body. */
export function inBody(change: (body: Record<string, unknown>) => void): Break['change'] {
  return (answer) => {
    const body = JSON.parse(answer.body);
    change(body);
    answer.body = JSON.stringify(body);
  };
}

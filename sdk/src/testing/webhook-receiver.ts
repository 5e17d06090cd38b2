import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RequestBody, Schema } from '@billing-testkit/contracts';
import type { BillingClient } from '../billing-client.ts';
import { timelineKinds } from '../transport/document.gen.ts';
import { adviceFor } from '../transport/known-options.ts';
import { isSignedWith } from './webhook-signature.ts';

/** The events that a receiver is to get, and the name by which the mock server finds it. */
export interface NewWebhookReceiver {
  /** The kinds of events that it wants; all when left out. */
  readonly events?: RequestBody<'createWebhook'>['events'] | undefined;
  /**
   * The name by which the mock server finds this machine, such as `host.docker.internal` for a server in a container. The receiver then
   * listens on all its addresses. When left out, it is 127.0.0.1, and nobody else can reach the receiver.
   */
  readonly host?: string | undefined;
}

/** A server on a free port of this machine that takes the events of an account and verifies their signatures. */
export interface WebhookReceiver {
  readonly url: string;
  readonly webhookId: string;
  readonly secret: string;
  /**
   * Waits until nothing is on its way, and gives the events that it took, in the order in which they came. An event that is refused and
   * comes again later is there once.
   */
  received(): Promise<readonly Schema<'BillingEvent'>[]>;
  /**
   * Gives the first event of a kind that no earlier call has given, and waits for it when it has not come.
   *
   * @throws TypeError for a kind that does not exist, and Error that names the events that came, when none of the kind comes within
   *   `timeoutMs`, 10 000 when left out, or before the receiver is closed.
   */
  next(type: Schema<'TimelineKind'>, options?: { readonly timeoutMs?: number }): Promise<Schema<'BillingEvent'>>;
  /**
   * Refuses the next requests, one for each status: the mock server sends their events again.
   *
   * @throws RangeError for a status that does not refuse: those from 300 to 599 do. None of the statuses counts then.
   */
  refuseNext(...statuses: readonly number[]): void;
  /** Ends the webhook and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts a receiver and registers it as a webhook of the client's account.
 *
 * @throws BillingApiError when the server refuses it, such as a target that is no mock server.
 */
export async function newWebhookReceiver(
  client: BillingClient,
  { events, host }: NewWebhookReceiver = {},
): Promise<WebhookReceiver> {
  const { webhooks } = client.testControls;
  const taken = new ReceivedEvents();
  const server = createServer((request, response) => {
    // A sender that cuts its request off gets no answer.
    taken.take(request, response).catch(() => response.destroy());
  });
  const port = await listening(server, host === undefined ? '127.0.0.1' : undefined);
  const url = `http://${host ?? '127.0.0.1'}:${port}/`;
  const { webhookId, secret } = await webhooks.create({ url, ...(events && { events }) }).catch(async (error) => {
    await closed(server);
    throw error;
  });
  taken.secret = secret;
  return {
    url,
    webhookId,
    secret,
    async received() {
      await webhooks.waitUntilSent(webhookId);
      return [...taken.events];
    },
    next: (type, { timeoutMs = 10_000 } = {}) => taken.next(type, timeoutMs),
    refuseNext(...statuses) {
      checkRefusals(statuses);
      taken.refusals.push(...statuses);
    },
    async close() {
      taken.end();
      // The account, and the webhook with it, may be gone already.
      await webhooks.delete(webhookId).catch(() => undefined);
      await closed(server);
    },
  };
}

function checkRefusals(statuses: readonly number[]): void {
  const wrong = statuses.find((status) => !Number.isInteger(status) || status < 300 || status > 599);
  if (wrong === undefined) return;
  throw new RangeError(`${wrong} is no status that refuses an event: write one from 300 to 599, such as 503.`);
}

/** An event that somebody waits for. */
interface Waiting {
  /** Gives the event if it is there. */
  look(): void;
  /** Says that it does not come any more. */
  giveUp(why: string): void;
}

/** The events that came, and the callers that wait for others. */
class ReceivedEvents {
  secret = '';
  readonly refusals: number[] = [];
  readonly events: Schema<'BillingEvent'>[] = [];
  readonly #given = new Set<Schema<'BillingEvent'>>();
  readonly #waiting = new Set<Waiting>();
  #isOver = false;

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    response.writeHead(await this.#statusFor(request, body)).end();
  }

  async #statusFor({ headers }: IncomingMessage, body: string): Promise<number> {
    const header = (name: string) => String(headers[name] ?? '');
    const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header);
    const request = { id: id ?? '', timestamp: timestamp ?? '', signatures: signatures ?? '', body };
    if (!(await isSignedWith(this.secret, request))) return 401;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) return refusal;
    this.events.push(JSON.parse(body));
    for (const waiting of this.#waiting) waiting.look();
    return 204;
  }

  next(type: string, timeoutMs: number): Promise<Schema<'BillingEvent'>> {
    return new Promise((resolve, reject) => {
      checkKind(type);
      const finish = () => {
        this.#waiting.delete(waiting);
        clearTimeout(timer);
      };
      const waiting: Waiting = {
        look: () => {
          const event = this.events.find((other) => other.type === type && !this.#given.has(other));
          if (!event) return;
          this.#given.add(event);
          finish();
          resolve(event);
        },
        giveUp: (why) => {
          finish();
          reject(new Error(`No ${type} came ${why}. What came is: ${this.#came}.`));
        },
      };
      const timer = setTimeout(() => waiting.giveUp(`within ${timeoutMs} ms`), timeoutMs);
      this.#waiting.add(waiting);
      waiting.look();
      if (this.#isOver) waiting.giveUp(CLOSED);
    });
  }

  /** No event comes any more: nobody waits for one. */
  end(): void {
    this.#isOver = true;
    for (const waiting of this.#waiting) waiting.giveUp(CLOSED);
  }

  get #came(): string {
    return this.events.map(({ type }) => type).join(', ') || 'nothing';
  }
}

const CLOSED = 'before the receiver was closed';

function checkKind(type: string): void {
  const kinds: readonly string[] = timelineKinds;
  if (kinds.includes(type)) return;
  throw new TypeError(`${type} is no kind of event: ${adviceFor(type, kinds, 'kinds')}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return text;
}

function listening(server: Server, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, ...(host !== undefined && { host }) }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

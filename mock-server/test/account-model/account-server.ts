/** The parts of a request to an account that a client chooses. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

export interface ServerAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** An account on the server under test, spoken to with plain requests. */
export class AccountServer {
  /** The requests about the account and their answers, without reads: enough to send them again by hand. */
  readonly story: string[] = [];
  readonly #url: string;
  readonly #uuid: string;

  constructor(url: string, uuid: string) {
    this.#url = url;
    this.#uuid = uuid;
  }

  async send({ method, path, body }: Call): Promise<ServerAnswer> {
    const answer = await this.#exchange({ method, path, body });
    const error = stringIn(answer.body, 'error');
    this.story.push(`${textOf({ method, path, body })} → ${answer.status}${error === undefined ? '' : ` ${error}`}`);
    return answer;
  }

  async read(path: string): Promise<unknown> {
    const { status, body } = await this.#exchange({ method: 'GET', path });
    if (status !== 200) throw new Error(`GET ${path} → ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Runs a job for the account and answers with the batch. */
  async runJob(batchJobCode: string, date: string): Promise<unknown> {
    const call: Call = { method: 'POST', path: '/billing/admin/batches', body: { batchJobCode, date } };
    const { body } = await this.#exchange(call);
    return this.read(`/billing/admin/batches/${stringIn(body, 'batchId')}`);
  }

  async #exchange({ method, path, body }: Call): Promise<ServerAnswer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { uuid: this.#uuid, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }
}

/** A call as a person would write it down. */
export function textOf({ method, path, body }: Call): string {
  return `${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
}

/** A text that an answer may hold. */
export function stringIn(body: unknown, name: string): string | undefined {
  const value =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : null;
  return typeof value === 'string' ? value : undefined;
}

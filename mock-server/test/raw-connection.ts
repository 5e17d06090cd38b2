import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as its bytes have it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** A connection on which a test sends bytes that no HTTP library would. */
export class RawConnection {
  readonly socket: Socket;
  readonly #received: Buffer[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => this.#received.push(bytes));
  }

  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  send(text: string | Uint8Array): void {
    this.socket.write(text);
  }

  /** All that the server sends until it closes the connection. */
  async untilClosed(): Promise<string> {
    // The server may reset the connection once it has answered, so an error on it is no failure.
    if (!this.socket.closed) await new Promise((resolve) => this.socket.once('close', resolve));
    return Buffer.concat(this.#received).toString();
  }
}

/** Sends text and gives the one answer after which the server closes the connection. */
export async function exchange(url: string, text: string | Uint8Array): Promise<RawAnswer> {
  const connection = await RawConnection.open(url);
  connection.send(text);
  return parseAnswer(await connection.untilClosed());
}

export function parseAnswer(text: string): RawAnswer {
  const [head = '', ...body] = text.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const headers = lines.map((header): [string, string] => {
    const [, name = '', value = ''] = /^([^:]*): *(.*)$/.exec(header) ?? [];
    return [name.toLowerCase(), value];
  });
  return { status: Number(line.split(' ')[1]), headers: new Map(headers), body: body.join('\r\n\r\n') };
}

import type { Logger } from 'pino';
import type { Log, LogLevel, RequestEntry, TraceIds } from './log.ts';
import { terminalLines } from './terminal-lines.ts';

/** A log of JSON lines on the standard error output. Its library is loaded after the server listens, with the first entry. */
export class JsonLog implements Log {
  readonly hasRequests: boolean;
  readonly #level: LogLevel;
  #logger: Logger | undefined;
  #loading: Promise<Logger> | undefined;

  constructor(level: LogLevel) {
    this.#level = level;
    this.hasRequests = level === 'debug' || level === 'trace';
  }

  started(url: string): void {
    this.#write((logger) => logger.info({ url }, 'The server listens.'));
  }

  answered(entry: RequestEntry): void {
    this.#write((logger) => logger.debug(entry, 'A request was answered.'));
  }

  noted(sentence: string): void {
    this.#write((logger) => logger.info(sentence));
  }

  warned(sentence: string): void {
    this.#write((logger) => logger.warn(sentence));
  }

  failed(what: string, thrown: unknown, traceIds?: TraceIds): void {
    this.#write((logger) => logger.error({ err: thrown, ...traceIds }, `${what} failed.`));
  }

  stopping(): void {
    this.#write((logger) => logger.info('The server stops.'));
  }

  async stopped(): Promise<void> {
    this.#write((logger) => logger.info('The server has stopped.'));
    await this.#loading;
  }

  /** Entries from before the library is loaded wait for it, and keep their order. */
  #write(entry: (logger: Logger) => void): void {
    if (this.#logger) {
      entry(this.#logger);
      return;
    }
    this.#loading = (this.#loading ?? this.#load()).then((logger) => {
      entry(logger);
      return logger;
    });
  }

  async #load(): Promise<Logger> {
    const { pino } = await import('pino');
    const { stderr } = process;
    const logger = pino({ level: this.#level }, stderr.isTTY ? terminalLines(stderr) : stderr);
    // Entries that wait already are written before the first one that does not have to wait.
    setImmediate(() => {
      this.#logger = logger;
    });
    return logger;
  }
}

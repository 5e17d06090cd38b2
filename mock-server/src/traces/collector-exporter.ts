import type { ExportResult } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from '../log/log.ts';
import { collectorUrl } from './collector-url.ts';
import { ExportResultCode, OTLPTraceExporter } from './open-telemetry-packages.ts';

/** Sends spans to the collector, and tells the log once that it cannot be reached. Nothing waits for it. */
export class CollectorExporter implements SpanExporter {
  readonly #exporter: OTLPTraceExporter;
  readonly #log: Log;
  readonly #url: string | undefined;
  #isTold = false;
  #isFailing = false;

  constructor(log: Log, url: string | undefined) {
    this.#log = log;
    this.#url = url ?? collectorUrl(process.env);
    this.#exporter = new OTLPTraceExporter(url === undefined ? {} : { url });
  }

  /** Whether the collector did not take the last spans. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.#exporter.export(spans, (result) => {
      this.#isFailing = result.code !== ExportResultCode.SUCCESS;
      if (this.#isFailing && !this.#isTold) this.#tell(result.error);
      done(result);
    });
  }

  forceFlush(): Promise<void> {
    return this.#exporter.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #tell(error: Error | undefined): void {
    this.#isTold = true;
    this.#log.warned(`The traces do not reach the collector ${this.#url}: ${reasonOf(error)}. This is told once.`);
  }
}

/** The error of a host with several addresses has a code and no message. */
function reasonOf(error: Error | undefined): string {
  if (!error) return 'it does not say why';
  return error.message === '' && 'code' in error ? String(error.code) : error.message;
}

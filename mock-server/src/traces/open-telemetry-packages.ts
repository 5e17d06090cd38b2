/**
 * The parts of OpenTelemetry's packages that the server uses. `npm run build` puts their code into the compiled file, so that nobody who
 * installs the server installs them. `@opentelemetry/api` stays a package: a process has one, which all its libraries share.
 */
export { ExportResultCode, W3CTraceContextPropagator } from '@opentelemetry/core';
export { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
export { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
export { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';

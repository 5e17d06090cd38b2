export { loadCatalog } from './catalog/load-catalog.ts';
export type { MockServerOptions } from './mock-server-options.ts';
export { type MockServer, startMockServer } from './start-mock-server.ts';

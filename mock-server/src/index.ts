export { loadCatalog } from './catalog/load-catalog.ts';
export { type MockServer, type MockServerOptions, startMockServer } from './start-mock-server.ts';

export { CatalogError, type CatalogMistake } from './catalog/catalog-error.ts';
export { loadCatalog, parseCatalog } from './catalog/load-catalog.ts';
export { printCatalog } from './catalog/print-catalog.ts';
export { type MockServer, type MockServerOptions, startMockServer } from './start-mock-server.ts';

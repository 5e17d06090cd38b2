export { loadCatalog } from './catalog/load-catalog.ts';
export { type FixtureMistake, FixturesError } from './fixtures/fixtures-error.ts';
export type { FixtureAccount, FixturesInput } from './fixtures/given-fixtures.ts';
export type { MockServerOptions } from './mock-server-options.ts';
export { type MockServer, startMockServer } from './start-mock-server.ts';

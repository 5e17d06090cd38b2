export { CatalogError, type CatalogMistake } from './catalog/catalog-error.ts';
export { parseCatalog } from './catalog/parse-catalog.ts';
export { printCatalog } from './catalog/print-catalog.ts';

export { CatalogError, type CatalogMistake } from './catalog/catalog-error.ts';
export { textOfFile, unreadableReason } from './catalog/file-text.ts';
export { parseCatalog } from './catalog/parse-catalog.ts';
export { type CatalogNotes, printCatalog } from './catalog/print-catalog.ts';

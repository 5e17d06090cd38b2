/** Which part of a list is asked for; pages are counted from 1. */
export interface PageQuery {
  readonly page?: number;
  readonly itemsPerPage?: number;
}

const DEFAULT_ITEMS_PER_PAGE = 50;

export function pageOf<Item>(items: readonly Item[], { page = 1, itemsPerPage = DEFAULT_ITEMS_PER_PAGE }: PageQuery) {
  return items.slice((page - 1) * itemsPerPage, page * itemsPerPage);
}

import { wordsOf } from '../realistic/words-of.ts';

/** A name in one form for all ways to write it: `pet_id`, `petId` and `PetID` are one. */
export function plain(name: string): string {
  return wordsOf(name).replaceAll('_', '');
}

/** Usual names of the parameters that ask for a page of a list, and of the fields that describe the page, by role. */
const names = {
  limit:
    'limit perpage pagesize itemsperpage size count maxresults maxitems first top take rows pagelimit resultsperpage',
  page: 'page pagenumber pageno currentpage pagenum',
  pageIndex: 'pageindex',
  offset: 'offset skip start startindex from',
  cursor: 'cursor after startingafter pagetoken nexttoken continuationtoken marker startafter nextcursor lastkey',
  total: 'total totalcount totalitems totalresults totalelements totalrecords totalhits count',
  pages: 'totalpages pagecount pages lastpage numpages',
  more: 'hasmore hasnext hasnextpage more',
  nextCursor: 'nextcursor nexttoken nextpagetoken cursor pagetoken endcursor after continuationtoken marker',
  nextPage: 'nextpage',
} as const;

export type PagingRole = keyof typeof names;

const sets: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(names).map(([role, words]) => [role, new Set(words.split(' '))]),
);

/** Whether a name is one of those that a role in paging goes by. */
export function isNamed(name: string, role: PagingRole): boolean {
  return sets.get(role)?.has(plain(name)) === true;
}

/** Whether a name is one of a parameter that asks for a page. */
export function isOfPaging(name: string): boolean {
  return (['limit', 'page', 'pageIndex', 'offset', 'cursor'] as const).some((role) => isNamed(name, role));
}

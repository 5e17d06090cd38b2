/** What items turn into, for as many of them as there is room for in JSON, in bytes. */
export function thatFit<Item, Result>(room: number, items: Iterable<Item>, turned: (item: Item) => Result): Result[] {
  const results: Result[] = [];
  let left = room;
  for (const item of items) {
    const result = turned(item);
    left -= Buffer.byteLength(JSON.stringify(result)) + 1;
    if (left < 0) break;
    results.push(result);
  }
  return results;
}

/** A number of days in words. */
export function days(count: string): string {
  return `${count} ${count === '1' ? 'day' : 'days'}`;
}

/** An address without the user name and the password in it. A text that is no address stays as it is. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.pathname === '/' ? url.origin : url.href;
}

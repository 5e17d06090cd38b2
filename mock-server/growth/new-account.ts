import type { Operation } from './document.ts';
import type { ServerProcess } from './server-process.ts';

let accounts = 0;

/** An account that nothing has happened to, and a part for ids that nothing else has. A strict server has to be told of it. */
export async function newAccount(server: ServerProcess, { account }: Pick<Operation, 'account'>, isStrict: boolean) {
  accounts += 1;
  const salt = String(accounts);
  if (account === 'none') return { salt, headers: {} };
  const uuid = `growth-${salt}`;
  if (isStrict) await server.ask('POST', '/billing/admin/accounts', { body: { member: 'kr', uuid } });
  return { salt, uuid, headers: { uuid } };
}

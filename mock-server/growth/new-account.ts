import type { Operation } from './document.ts';
import type { ServerProcess } from './server-process.ts';

let accounts = 0;

/** A new account, which is created on a strict server, and a part for ids that no other account has. */
export async function newAccount(server: ServerProcess, { account }: Pick<Operation, 'account'>, isStrict: boolean) {
  accounts += 1;
  const salt = String(accounts);
  if (account === 'none') return { salt, headers: {} };
  const uuid = `growth-${salt}`;
  if (isStrict) await server.ask('POST', '/billing/admin/accounts', { body: { member: 'kr', uuid } });
  return { salt, uuid, headers: { uuid } };
}

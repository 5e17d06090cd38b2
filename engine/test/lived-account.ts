import { BillingError, type Command } from '../src/index.ts';
import { memberNamed, TestAccount } from './test-account.ts';

/** An account that has taken the commands at that time, but for those that were refused. */
export function livedAccount(member: string, commands: readonly Command[], now: string): TestAccount {
  const acme = new TestAccount({ member: memberNamed(member) });
  acme.now = now;
  for (const command of commands) takeIfAllowed(acme, command);
  return acme;
}

export function takeIfAllowed(acme: TestAccount, command: Command): void {
  try {
    acme.do(command);
  } catch (error) {
    if (!(error instanceof BillingError)) throw error;
  }
}

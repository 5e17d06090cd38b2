import { isMonth } from '@billing-testkit/engine';
import type { Command } from 'commander';
import { UsageError } from '../configuration/usage-error.ts';
import { DEFAULT_PORT } from '../options/defaults.ts';
import { isHttpUrl } from '../traces/collector-url.ts';
import type { ExplainRequest } from './fetch-explanation.ts';

/** The arguments of `explain`, not yet checked. */
export interface ExplainArguments extends Omit<ExplainRequest, 'url'> {
  readonly url?: string;
}

const DEFAULT_URL = `http://localhost:${DEFAULT_PORT}`;

const HELP_END = `
Exit codes: 4 for an account that does not exist, 5 for a month without a
statement, 6 when no server answers, 7 when what answers does not explain.`;

/** Adds the command to the program. `onGiven` is told its arguments when it is the one that is asked for. */
export function addExplainCommand(program: Command, onGiven: (given: ExplainArguments) => void): void {
  program
    .command('explain')
    .description('print how a bill of a running server came about, figure by figure')
    .argument('<uuid>', 'account that has the bill')
    .argument('<month>', 'month of the bill, like 2025-03')
    .option('--url <url>', `URL of the server (default: ${DEFAULT_URL}, env: MOCK_SERVER_URL)`)
    .addHelpText('after', HELP_END)
    .action((uuid: string, month: string, { url }: { readonly url?: string }) =>
      onGiven({ uuid, month, ...(url !== undefined && { url }) }),
    );
}

/** The bill that is asked for. Throws a `UsageError` for arguments that name none. */
export function checkedArguments(
  { uuid, month, url: given }: ExplainArguments,
  environment: Readonly<Record<string, string | undefined>>,
): ExplainRequest {
  const { MOCK_SERVER_URL: ofEnvironment = '' } = environment;
  const url = given ?? (ofEnvironment === '' ? DEFAULT_URL : ofEnvironment);
  if (!/^[\w-]{1,100}$/.test(uuid))
    throw new UsageError(`'${uuid}' is no account: it has 1 to 100 letters, digits, hyphens and underscores.`);
  if (!isMonth(month)) throw new UsageError(`'${month}' is no month: write it like 2025-03.`);
  if (!isHttpUrl(url)) throw new UsageError(`'${url}' is no URL of a server: it begins with http:// or https://.`);
  return { uuid, month, url };
}

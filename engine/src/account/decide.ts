import type { Account } from './account.ts';
import type { Answer, Command, Commands, CommandType } from './commands.ts';
import { addAdjustment, deleteAdjustments } from './decide-adjustments.ts';
import { calculate } from './decide-calculation.ts';
import { assignContract, createContract } from './decide-contracts.ts';
import { grantCredit } from './decide-credits.ts';
import { pay } from './decide-payments.ts';
import { deleteReadings, recordReadings } from './decide-readings.ts';
import { type Circumstances, type Decision, Draft } from './draft.ts';

type Deciders = {
  readonly [Type in CommandType]: (draft: Draft, input: Commands[Type]['input']) => Decision<Answer<Type>>;
};

const deciders: Deciders = {
  recordReadings,
  deleteReadings,
  createContract,
  assignContract,
  addAdjustment,
  deleteAdjustments,
  grantCredit,
  calculate,
  pay,
};

/**
 * What a command does to the account and how it is answered. Changes nothing: hand the events to `apply`, in order. Throws a
 * `BillingError` when the command is refused; paths in it are of the command's fields.
 */
export function decide<Type extends CommandType>(
  account: Account,
  command: Command<Type>,
  circumstances: Circumstances,
): Decision<Answer<Type>> {
  return deciders[command.type](new Draft(account, circumstances), command);
}

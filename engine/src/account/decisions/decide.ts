import type { Account } from '../account.ts';
import type { Answer, Command, Commands, CommandType } from '../commands.ts';
import { addAdjustment, deleteAdjustments } from './adjustments.ts';
import { advance } from './advance.ts';
import { calculate, deleteCalculation } from './calculation.ts';
import { assignContract, createContract, deleteContract, renewContracts, unassignContracts } from './contracts.ts';
import { cancelCredits, expireCredits } from './credit-endings.ts';
import { grantCredit } from './credits.ts';
import { type Circumstances, type Decision, Draft } from './draft.ts';
import { cancelPayments } from './payment-cancellation.ts';
import { changePaymentStatus } from './payment-status.ts';
import { pay } from './payments.ts';
import { deleteReading, deleteReadings, recordReadings } from './readings.ts';
import { refund } from './refunds.ts';
import { settlePayment } from './settlement.ts';

type Deciders = {
  readonly [Type in CommandType]: (draft: Draft, input: Commands[Type]['input']) => Decision<Answer<Type>>;
};

const deciders: Deciders = {
  recordReadings,
  deleteReading,
  deleteReadings,
  createContract,
  assignContract,
  deleteContract,
  renewContracts,
  unassignContracts,
  addAdjustment,
  deleteAdjustments,
  grantCredit,
  cancelCredits,
  expireCredits,
  calculate,
  deleteCalculation,
  pay,
  settlePayment,
  cancelPayments,
  refund,
  changePaymentStatus,
  advance,
};

/**
 * Decides the events and the answer of a command. Changes nothing: hand the events to `apply`, in order. Throws a
 * `BillingError` when the command is refused; paths in it are of the command's fields.
 */
export function decide<Type extends CommandType>(
  account: Account,
  command: Command<Type>,
  circumstances: Circumstances,
): Decision<Answer<Type>> {
  return deciders[command.type](new Draft(account, circumstances), command);
}

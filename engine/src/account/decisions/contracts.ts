import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import type { ContractTerms } from '../../model/statement-input.ts';
import { checkContractCurrency, checkContractTerms } from '../../statement/check-statement-parts.ts';
import type { Contract } from '../account.ts';
import type { AssignContract, CreateContract, DeleteContract, OfMonth } from '../commands.ts';
import type { Decision, Draft } from './draft.ts';
import { nameBillingGroup } from './first-use.ts';

/** A contract in the account's currency (§4). */
export function createContract(
  draft: Draft,
  { name, currency, terms, contractId }: CreateContract,
): Decision<{ contract: Contract }> {
  const inspection = new Inspection();
  inspection.name(name, '/name');
  if (contractId !== undefined) inspection.name(contractId, '/contractId');
  checkContractTerms(inspection, terms, '/terms');
  inspection.finish('The contract was not created:');
  checkContractCurrency(currency, draft.account.member.currency, '/currency');
  if (contractId !== undefined && draft.account.contracts.has(contractId)) {
    throw new BillingError('ALREADY_EXISTS', `There is a contract ${contractId}: give another id or none.`);
  }
  return draft.decided({ contract: addContract(draft, contractId ?? draft.id('contract'), name, terms) });
}

/** Puts a contract in force from a month on (§4). */
export function assignContract(draft: Draft, command: AssignContract): Decision<{ contract: Contract }> {
  const { contractId, billingGroupId, monthFrom, monthTo, otherwise } = command;
  const inspection = new Inspection();
  inspection.name(contractId, '/contractId');
  inspection.name(billingGroupId, '/billingGroupId');
  inspection.present(monthFrom, '/monthFrom');
  inspection.months({ monthFrom, monthTo }, '');
  if (otherwise) checkContractTerms(inspection, otherwise.terms, '/otherwise/terms');
  inspection.finish('The contract was not assigned:');
  const contract =
    draft.account.contracts.get(contractId) ??
    (otherwise && addContract(draft, contractId, otherwise.name, otherwise.terms));
  if (!contract) throw new BillingError('NOT_FOUND', `The account has no contract ${contractId}: create it first.`);
  nameBillingGroup(draft, billingGroupId);
  const assignment = { contract, monthFrom, ...(monthTo !== undefined && { monthTo }) };
  draft.add({ type: 'contractAssigned', assignment });
  return draft.decided({ contract });
}

/** Deletes a contract and its assignments; statements that were billed by it stay as they are. */
export function deleteContract(draft: Draft, { contractId }: DeleteContract): Decision<{ contract: Contract }> {
  const contract = draft.account.contracts.get(contractId);
  if (!contract) throw new BillingError('NOT_FOUND', `The account has no contract ${contractId}.`);
  draft.add({ type: 'contractDeleted', contractId });
  return draft.decided({ contract });
}

/** Lets the assignments that end with the month go on, open-ended. */
export function renewContracts(draft: Draft, { month }: OfMonth): Decision<{ renewedCount: number }> {
  const inspection = new Inspection();
  inspection.month(month, '/month');
  inspection.finish('No contract was renewed:');
  const renewedCount = draft.account.assignments.filter(({ monthTo }) => monthTo === month).length;
  if (renewedCount > 0) draft.add({ type: 'contractsRenewed', month });
  return draft.decided({ renewedCount });
}

/** Ends all assignments; the contracts stay. */
export function unassignContracts(draft: Draft): Decision<{ deletedCount: number }> {
  const deletedCount = draft.account.assignments.length;
  if (deletedCount > 0) draft.add({ type: 'contractsUnassigned' });
  return draft.decided({ deletedCount });
}

function addContract(draft: Draft, contractId: string, name: string, terms: ContractTerms): Contract {
  const contract = { ...terms, contractId, name, currency: draft.account.member.currency };
  draft.add({ type: 'contractCreated', contract });
  return contract;
}

import { describe, expect, test } from 'vitest';
import { memberNamed, seen, TestAccount } from '../../../test/test-account.ts';
import { type AssignContract, apply, type CreateContract } from '../../index.ts';

const creating = (contract: Partial<CreateContract>) =>
  ({ type: 'createContract', name: 'Committed', terms: {}, ...contract }) as const;

const assigning = (assignment: Partial<AssignContract>) =>
  ({
    type: 'assignContract',
    contractId: 'c-1',
    billingGroupId: 'bg-acme',
    monthFrom: '2025-03',
    ...assignment,
  }) as const;

const otherwise = { name: 'Invented', terms: { discountRate: 30 } };

const pathsOf = (acme: TestAccount, command: Parameters<TestAccount['refusal']>[0]) => {
  const before = seen(acme.account);
  const { code, details } = acme.refusal(command);
  expect(seen(acme.account)).toEqual(before);
  return [code, ...details.map(({ path }) => path)];
};

describe('a contract', () => {
  test("is in the account's currency", () => {
    const acme = new TestAccount({ member: memberNamed('kr') });
    const terms = { discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000 };
    const expected = { contractId: 'contract-acme-1', name: 'Committed', currency: 'KRW', ...terms };
    expect(acme.do(creating({ terms })).contract).toEqual(expected);
    expect(acme.account.contracts.get('contract-acme-1')).toEqual(expected);
    expect(acme.do(creating({ currency: 'KRW' })).contract.currency).toBe('KRW');
    expect(pathsOf(acme, creating({ currency: 'USD' }))).toEqual(['CURRENCY_MISMATCH', '/currency']);
  });

  test('has the id that it is given, which no other contract has', () => {
    const acme = new TestAccount();
    expect(acme.do(creating({ contractId: 'contract-acme-1' })).contract.contractId).toBe('contract-acme-1');
    expect(acme.do(creating({})).contract.contractId).toBe('contract-acme-2');
    expect(pathsOf(acme, creating({ contractId: 'contract-acme-1' }))).toEqual(['ALREADY_EXISTS']);
    expect(pathsOf(acme, creating({ contractId: '' }))).toEqual(['VALIDATION_ERROR', '/contractId']);
  });

  test('bills nothing until it is assigned', () => {
    const acme = new TestAccount();
    acme.do(creating({ terms: { baseFee: 1_000 } }));
    expect(acme.calculate('2025-03').baseFee).toBe(0);
  });

  test.each<[string, Partial<CreateContract>]>([
    ['/name', { name: '' }],
    ['/terms/discountRate', { terms: { discountRate: 101 } }],
    ['/terms/baseFee', { terms: { baseFee: -1 } }],
    ['/terms/minimumCharge', { terms: { minimumCharge: 0.5 } }],
    [
      '/terms/prices/0/pricing/unitPrice',
      { terms: { prices: [{ counterName: 'a', pricing: { model: 'FLAT', unitPrice: '-1' } }] } },
    ],
  ])('is refused for its %s', (path, contract) => {
    expect(pathsOf(new TestAccount(), creating(contract))).toEqual(['VALIDATION_ERROR', path]);
  });
});

describe('assigning a contract', () => {
  test('puts it in force from a month on', () => {
    const acme = new TestAccount();
    const { contractId } = acme.do(creating({ terms: { baseFee: 10 } })).contract;
    const assigned = acme.do(assigning({ contractId, monthTo: '2025-04' }));
    expect(assigned.contract.contractId).toBe(contractId);
    const fees = ['2025-02', '2025-03', '2025-04', '2025-05'].map((month) => acme.calculate(month).baseFee);
    expect(fees).toEqual([0, 10, 10, 0]);
  });

  test('again, from the same month, puts the one assigned last in force', () => {
    const acme = new TestAccount();
    const ids = [10, 20].map((baseFee) => acme.do(creating({ terms: { baseFee } })).contract.contractId);
    for (const contractId of [...ids, ...ids.slice(0, 1)]) acme.do(assigning({ contractId }));
    expect(acme.calculate('2025-03').baseFee).toBe(10);
  });

  test('that the account lacks is not found, or becomes what is said otherwise', () => {
    const acme = new TestAccount();
    expect(pathsOf(acme, assigning({}))).toEqual(['NOT_FOUND']);
    const { contract } = acme.do(assigning({ otherwise }));
    expect(contract).toEqual({ contractId: 'c-1', name: 'Invented', currency: 'USD', discountRate: 30 });
    expect(acme.bill('2025-03', 100)).toMatchObject({ contractDiscount: 30, charge: 70 });
  });

  test('takes the contract that the account has, whatever is said otherwise', () => {
    const acme = new TestAccount();
    const { contractId } = acme.do(creating({ terms: { baseFee: 10 } })).contract;
    expect(acme.do(assigning({ contractId, otherwise })).contract).toMatchObject({ name: 'Committed', baseFee: 10 });
    expect(acme.account.contracts.size).toBe(1);
  });

  test('by an unknown name of the billing group makes that a name of it', () => {
    const acme = new TestAccount();
    acme.do(assigning({ otherwise, billingGroupId: 'bg-other' }));
    expect([...acme.account.billingGroupNames]).toEqual(['bg-acme', 'bg-other']);
    expect(acme.bill('2025-03', 100).contractDiscount).toBe(30);
    const again = acme.decide(assigning({ billingGroupId: 'bg-other' }));
    expect(again.events.map(({ type }) => type)).toEqual(['contractAssigned']);
  });

  test.each<[string, Partial<AssignContract>]>([
    ['/contractId', { contractId: '' }],
    ['/billingGroupId', { billingGroupId: '' }],
    ['/monthTo', { monthTo: '2025-02' }],
    ['/monthTo', { monthTo: '2025-14' }],
  ])('is refused for its %s', (path, assignment) => {
    expect(pathsOf(new TestAccount(), assigning({ otherwise, ...assignment }))).toEqual(['VALIDATION_ERROR', path]);
  });

  test('is refused for a month from that is none', () => {
    const [code, path] = pathsOf(new TestAccount(), assigning({ otherwise, monthFrom: '2025-13' }));
    expect([code, path]).toEqual(['VALIDATION_ERROR', '/monthFrom']);
  });

  test('is refused for terms that are wrong', () => {
    const wrong = { name: 'Invented', terms: { discountRate: 101 } };
    const [code] = pathsOf(new TestAccount(), assigning({ otherwise: wrong }));
    expect(code).toBe('VALIDATION_ERROR');
  });
});

describe('ending contracts', () => {
  const underContracts = () => {
    const acme = new TestAccount();
    const [first = '', second = ''] = [10, 20].map(
      (baseFee) => acme.do(creating({ terms: { baseFee } })).contract.contractId,
    );
    acme.do(assigning({ contractId: first, monthFrom: '2025-01' }));
    acme.do(assigning({ contractId: second, monthFrom: '2025-02' }));
    acme.do(assigning({ contractId: second, monthFrom: '2025-04' }));
    return { acme, first, second };
  };
  const fees = (acme: TestAccount) => ['2025-01', '2025-03', '2025-05'].map((month) => acme.calculate(month).baseFee);

  test('deletes a contract with its assignments, and no other', () => {
    const { acme, first, second } = underContracts();
    expect(fees(acme)).toEqual([10, 20, 20]);
    expect(acme.do({ type: 'deleteContract', contractId: second }).contract).toMatchObject({
      contractId: second,
      baseFee: 20,
    });
    expect([...acme.account.contracts.keys()]).toEqual([first]);
    // the bill stays until the month is billed again
    expect(acme.statement('2025-03').baseFee).toBe(20);
    expect(fees(acme)).toEqual([10, 10, 10]);
  });

  test('does not find a contract that the account lacks', () => {
    const { acme, first } = underContracts();
    acme.do({ type: 'deleteContract', contractId: first });
    expect(pathsOf(acme, { type: 'deleteContract', contractId: first })).toEqual(['NOT_FOUND']);
  });

  test('unassigns all of them, and keeps them', () => {
    const { acme, first } = underContracts();
    expect(acme.do({ type: 'unassignContracts' })).toEqual({ deletedCount: 3 });
    expect(acme.account.contracts.size).toBe(2);
    expect(fees(acme)).toEqual([0, 0, 0]);
    expect(acme.decide({ type: 'unassignContracts' })).toEqual({ events: [], answer: { deletedCount: 0 } });
    acme.do(assigning({ contractId: first, monthFrom: '2025-03' }));
    expect(fees(acme)).toEqual([0, 10, 10]);
    expect(acme.do({ type: 'unassignContracts' })).toEqual({ deletedCount: 1 });
    expect(fees(acme)).toEqual([0, 0, 0]);
  });
});

describe('contracts that end with a month', () => {
  test('go on when they are renewed, and those that do not end with it stay', () => {
    const acme = new TestAccount();
    for (const monthTo of ['2025-03', '2025-04']) acme.do(assigning({ otherwise, monthFrom: '2025-01', monthTo }));
    expect(acme.do({ type: 'renewContracts', month: '2025-03' })).toEqual({ renewedCount: 1 });
    expect(acme.account.assignments.map(({ monthTo }) => monthTo)).toEqual([undefined, '2025-04']);
    expect(acme.decide({ type: 'renewContracts', month: '2025-03' }).events).toEqual([]);
  });
});

test('made ids go past those that are taken, however many they are', () => {
  const acme = new TestAccount();
  for (let taken = 1; taken <= 15_000; taken += 1) {
    const contractId = `contract-acme-${taken}`;
    const contract = { ...otherwise.terms, name: 'Taken', currency: 'USD', contractId };
    apply(acme.account, { type: 'contractCreated', contract });
  }
  const command = { type: 'createContract', name: 'Standard', terms: {} } as const;
  expect(acme.do(command).contract.contractId).toBe('contract-acme-15001');
});

/** The parts of a statement that are totals or are summed. */
export interface SummedStatement {
  readonly lineItems: readonly { readonly amount: number; readonly discount: number; readonly netAmount: number }[];
  readonly appliedCredits: readonly { readonly amountApplied: number }[];
  readonly usageAmount: number;
  readonly contractDiscount: number;
  readonly baseFee: number;
  readonly minimumCommitment: number;
  readonly subtotal: number;
  readonly adjustmentTotal: number;
  readonly creditApplied: number;
  readonly charge: number;
  readonly vat: number;
  readonly unpaidAmount: number;
  readonly lateFee: number;
  readonly totalAmount: number;
}

/** Each total of a bill and the parts that it is the sum of, in minor units. */
const totals: readonly {
  readonly name: 'usageAmount' | 'contractDiscount' | 'subtotal' | 'creditApplied' | 'charge' | 'totalAmount';
  readonly parts: (statement: SummedStatement) => readonly number[];
}[] = [
  { name: 'usageAmount', parts: ({ lineItems }) => lineItems.map(({ amount }) => amount) },
  { name: 'contractDiscount', parts: ({ lineItems }) => lineItems.map(({ discount }) => discount) },
  {
    name: 'subtotal',
    parts: ({ usageAmount, contractDiscount, baseFee, minimumCommitment }) => [
      usageAmount,
      -contractDiscount,
      baseFee,
      minimumCommitment,
    ],
  },
  { name: 'creditApplied', parts: ({ appliedCredits }) => appliedCredits.map(({ amountApplied }) => amountApplied) },
  {
    name: 'charge',
    parts: ({ subtotal, adjustmentTotal, creditApplied }) => [subtotal, adjustmentTotal, -creditApplied],
  },
  { name: 'totalAmount', parts: ({ charge, vat, unpaidAmount, lateFee }) => [charge, vat, unpaidAmount, lateFee] },
];

/** The mistakes in a Korean bill by itself, in sentences: a total that is not the sum of its parts, or another tax than 10 %. */
export function billProblems(statement: SummedStatement): string[] {
  const wrong = totals.flatMap(({ name, parts }) => {
    const sum = parts(statement).reduce((total, part) => total + part, 0);
    return statement[name] === sum ? [] : [`${name} is ${statement[name]}, and its parts make ${sum}`];
  });
  const vat = Math.floor(statement.charge / 10);
  return statement.vat === vat ? wrong : [...wrong, `vat is ${statement.vat}, and 10 % of the charge is ${vat}`];
}

/** A month with one reading of 100.5 hours at ₩397: ₩39 898.5, rounded once, and 10 % VAT, rounded down. */
export const knownMonth = {
  reading: {
    projectId: 'web',
    counterName: 'compute.c2.c8m8',
    counterUnit: 'HOURS',
    counterVolume: '100.5',
    timestamp: '2025-03-10T09:00:00+09:00',
    eventId: 'known',
  },
  charge: 39_899,
  vat: 3_989,
  totalAmount: 43_888,
} as const;

/** Whether a bill is that of the known month. */
export function isKnownBill(statement: SummedStatement): boolean {
  const { charge, vat, totalAmount } = knownMonth;
  return statement.charge === charge && statement.vat === vat && statement.totalAmount === totalAmount;
}

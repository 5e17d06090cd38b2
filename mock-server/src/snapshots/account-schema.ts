import {
  type AccountState,
  adjustmentTypes,
  counterTypes,
  creditTypes,
  decimalText,
  isCalendarDate,
  isMonth,
  type Pricing,
  paymentTransitions,
  type Statement,
  toInstant,
} from '@billing-testkit/engine';
import type { AccountOrderState } from '../store/account-order.ts';
import * as z from './zod-package.ts';

// The fields of an account that a snapshot holds. The types of the engine are written on the schemas: a field that is missing or
// wrong here does not compile.

const text = z.string();
const amount = z.int();
const money = z.int().check(z.minimum(0));
const month = text.check(z.refine(isMonth));
const date = text.check(z.refine(isCalendarDate));
const instant = text.check(z.refine((value) => toInstant(value) === value));
const decimal = z.union([text, z.number()]).check(z.refine((value) => decimalText(value) !== undefined));
const creditType = z.oneOf(creditTypes);
const level = z.oneOf(['PROJECT', 'BILLING_GROUP']);
const adjustmentType = z.oneOf(adjustmentTypes);
const counterType = z.oneOf(counterTypes);

const ofUnit = { unit: z.exactOptional(text) };
const tiers = z.array(z.strictObject({ upTo: z.nullable(decimal), unitPrice: decimal }));

const pricing: z.Schema<Pricing> = z.discriminatedUnion('model', [
  z.strictObject({ model: z.literal('FLAT'), ...ofUnit, unitPrice: decimal }),
  z.strictObject({ model: z.oneOf(['GRADUATED', 'VOLUME']), ...ofUnit, tiers }),
  z.strictObject({ model: z.literal('PACKAGE'), ...ofUnit, packageSize: decimal, packagePrice: decimal }),
]);

const reading = z.strictObject({
  meterId: text,
  projectId: text,
  counterName: text,
  counterType,
  unit: text,
  volume: decimal,
  timestamp: instant,
  resourceId: z.exactOptional(text),
  appKey: z.exactOptional(text),
  eventId: z.exactOptional(text),
  resourceName: z.exactOptional(text),
  parentResourceId: z.exactOptional(text),
  source: z.exactOptional(text),
});

const contract = z.strictObject({
  contractId: text,
  name: text,
  currency: text,
  discountRate: z.exactOptional(decimal),
  baseFee: z.exactOptional(money),
  minimumCharge: z.exactOptional(money),
  prices: z.exactOptional(z.array(z.strictObject({ counterName: text, pricing }))),
});

const placedAdjustment = {
  adjustmentId: text,
  level,
  targetId: text,
  type: adjustmentType,
  value: decimal,
  priority: z.int(),
  monthFrom: month,
  monthTo: z.exactOptional(month),
};

const adjustment = z.strictObject({
  ...placedAdjustment,
  description: z.exactOptional(text),
  descriptions: z.array(z.strictObject({ locale: text, message: text })),
});

const credit = z.strictObject({
  creditId: text,
  type: creditType,
  currency: text,
  granted: money,
  balance: money,
  grantedAt: instant,
  name: z.exactOptional(text),
  campaignId: z.exactOptional(text),
  couponCode: z.exactOptional(text),
  validFrom: z.exactOptional(date),
  expiresOn: z.exactOptional(date),
  ended: z.exactOptional(z.oneOf(['EXPIRE', 'CANCEL'])),
});

const ledgerEntry = z.strictObject({
  entryId: text,
  creditId: text,
  type: creditType,
  kind: z.oneOf(['GRANT', 'USE', 'GIVE_BACK', 'EXPIRE', 'CANCEL', 'REFUND']),
  amount: money,
  balance: money,
  at: instant,
  statementId: z.exactOptional(text),
});

const lineItem = z.strictObject({
  projectId: text,
  counterName: text,
  counterType,
  unit: text,
  quantity: text,
  pricing,
  amount,
  discount: amount,
  netAmount: amount,
});

const appliedAdjustment = z.strictObject({
  adjustmentId: text,
  level,
  targetId: text,
  type: adjustmentType,
  description: z.exactOptional(text),
  value: decimal,
  baseAmount: amount,
  amount,
});

const appliedCredit = z.strictObject({
  creditId: text,
  type: creditType,
  name: z.exactOptional(text),
  campaignId: z.exactOptional(text),
  amountApplied: amount,
  remainingBalance: amount,
});

/** A bill of a known-wrong engine may have any amounts. */
const statement: z.Schema<Statement> = z.strictObject({
  member: text,
  month,
  currency: text,
  period: z.strictObject({ start: instant, end: instant, timeZone: text }),
  lineItems: z.array(lineItem),
  usageAmount: amount,
  contractDiscount: amount,
  baseFee: amount,
  minimumCommitment: amount,
  subtotal: amount,
  appliedAdjustments: z.array(appliedAdjustment),
  adjustmentTotal: amount,
  discount: amount,
  appliedCredits: z.array(appliedCredit),
  creditApplied: amount,
  charge: amount,
  taxName: text,
  taxRate: decimal,
  vat: amount,
  unpaidAmount: amount,
  lateFee: amount,
  lateFeeMonths: z.array(month),
  totalAmount: amount,
  dueDate: date,
});

const bill = z.strictObject({
  month,
  statementId: text,
  paymentGroupId: text,
  statement,
  calculatedAt: instant,
  status: z.oneOf(keysOf(paymentTransitions)),
  paid: amount,
  refunded: amount,
});

const payment = z.strictObject({
  paymentId: text,
  transactionId: text,
  month,
  amount,
  method: text,
  status: z.oneOf(['SETTLED', 'PENDING', 'DECLINED', 'CANCELLED']),
  at: instant,
  allocations: z.array(z.strictObject({ month, amount })),
});

const refund = z.strictObject({
  refundId: text,
  month,
  amount,
  at: instant,
  reason: z.exactOptional(text),
  creditId: z.exactOptional(text),
});

/** The state of an account but for its member, which is compared with the server's. */
export const accountSchema: z.Schema<Omit<AccountState, 'member'> & { readonly member: unknown }> = z.strictObject({
  uuid: text,
  member: z.unknown(),
  billingGroupId: text,
  createdAt: instant,
  sequence: z.int().check(z.minimum(0)),
  billingGroupNames: z.array(text),
  projects: z.array(z.strictObject({ projectId: text, appKeys: z.array(text) })),
  readings: z.array(reading),
  contracts: z.array(contract),
  assignments: z.array(z.strictObject({ contractId: text, monthFrom: month, monthTo: z.exactOptional(month) })),
  adjustments: z.array(adjustment),
  credits: z.array(credit),
  ledger: z.array(ledgerEntry),
  bills: z.array(bill),
  overdue: z.array(month),
  lateFees: z.array(z.strictObject({ owed: month, chargedBy: month })),
  payments: z.array(payment),
  refunds: z.array(refund),
});

function orderOf<Item>(item: z.Schema<Item>) {
  return z.strictObject({
    last: z.int().check(z.minimum(0)),
    positions: z.array(z.strictObject({ id: text, position: z.int() })),
    deleted: z.array(z.strictObject({ id: text, item })),
  });
}

export const orderSchema: z.Schema<AccountOrderState> = z.strictObject({
  contracts: orderOf(text),
  adjustments: orderOf(z.strictObject(placedAdjustment)),
});

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  const isKey = (name: string): name is Key => Object.hasOwn(table, name);
  return Object.keys(table).filter(isKey);
}

import type { UsageEvent } from './quantities.ts';

/** A customer as Harbour stores one. Amounts are whole cents, months are like `2025-03` and dates like `2025-03-31`. */
export interface Customer {
  readonly events: UsageEvent[];
  readonly plans: Plan[];
  readonly extras: Extra[];
  readonly vouchers: Voucher[];
  readonly invoices: Invoice[];
}

/** The terms that were agreed on with a customer. The plan that began last is in force. */
export interface Plan {
  readonly percentOff?: string;
  readonly monthlyFee?: number;
  readonly minimum?: number;
  readonly from: string;
  readonly to?: string;
}

/** A discount or surcharge of one project, or of the whole invoice without one; in per cent or in cents. */
export interface Extra {
  readonly text: string;
  readonly project?: string;
  readonly sign: 1 | -1;
  readonly percent?: string;
  readonly cents?: number;
  readonly from: string;
  readonly to?: string;
}

/** Prepaid money. The voucher that expires first is used first. */
export interface Voucher {
  readonly code: string;
  readonly from?: string;
  readonly until?: string;
  cents: number;
}

/** The amounts of an invoice that later invoices need. */
interface Invoice {
  readonly charge: number;
  readonly gst: number;
  readonly lateFee: number;
}

import { Accounts } from './resources/accounts.ts';
import { Adjustments } from './resources/adjustments.ts';
import { Batches } from './resources/batches.ts';
import { Calculations } from './resources/calculations.ts';
import { Contracts } from './resources/contracts.ts';
import { Credits } from './resources/credits.ts';
import { Meters } from './resources/meters.ts';
import { Payments } from './resources/payments.ts';
import { Statements } from './resources/statements.ts';
import { TestControls } from './resources/test-controls.ts';
import type { BillingClientOptions } from './transport/options.ts';
import { type Settings, settingsOf } from './transport/settings.ts';
import { Transport } from './transport/transport.ts';

/**
 * A client of the billing API. It has one object for each area of the API. Their methods take the parameters of the path, then
 * the body or query, then the options of the call. They answer the fields of the success body, and throw a `BillingApiError`
 * for everything that is not a success.
 */
export class BillingClient {
  readonly accounts: Accounts;
  readonly meters: Meters;
  readonly contracts: Contracts;
  readonly adjustments: Adjustments;
  readonly credits: Credits;
  readonly calculations: Calculations;
  readonly statements: Statements;
  readonly payments: Payments;
  readonly batches: Batches;
  readonly testControls: TestControls;
  readonly #settings: Settings;

  /** @throws TypeError or RangeError for invalid options, and without a `baseUrl` in options and environment. */
  constructor(options: BillingClientOptions = {}) {
    this.#settings = settingsOf(options);
    const transport = new Transport(this.#settings);
    this.accounts = new Accounts(transport);
    this.meters = new Meters(transport);
    this.contracts = new Contracts(transport);
    this.adjustments = new Adjustments(transport);
    this.credits = new Credits(transport);
    this.calculations = new Calculations(transport);
    this.statements = new Statements(transport);
    this.payments = new Payments(transport);
    this.batches = new Batches(transport);
    this.testControls = new TestControls(transport);
  }

  /** Makes a client for another account at the same server. Both clients share their connections. */
  as(uuid: string): BillingClient {
    return new BillingClient({ ...this.#settings, uuid });
  }
}

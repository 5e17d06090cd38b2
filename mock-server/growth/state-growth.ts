import { agreementKinds } from './agreement-kinds.ts';
import type { Allowed, GrowthCase } from './measure.ts';
import { moneyKinds } from './money-kinds.ts';
import { serverKinds } from './server-kinds.ts';
import type { Answer, ServerProcess } from './server-process.ts';
import { accountWithOneOfAll, type Names, type Spare, type StateAccount } from './state-account.ts';
import { type StateKind, usageKinds } from './state-kinds.ts';
import { isEnding, requestOf, type StateRequest, stateRequests } from './state-requests.ts';

const stateKinds: readonly StateKind[] = [...usageKinds, ...moneyKinds, ...agreementKinds, ...serverKinds];

/** The operations that are about everything of an account, whatever kind of state grows. */
const ABOUT_EVERYTHING = [
  'deleteAccount',
  'resetAccount',
  'changeProviderState',
  'advanceClock',
  'createSnapshot',
  'getSnapshot',
  'restoreSnapshot',
  'restoreSnapshotFile',
  'createBatch of BATCH_RECONCILIATION',
];

/** The cases of every operation, in every way to ask it, for n and 4n of every kind of state. */
export function stateGrowth(less: ServerProcess, more: ServerProcess): GrowthCase[] {
  return stateKinds.flatMap((kind) => {
    const states = new Map([
      [kind.n, new State(kind, less, kind.n)],
      [4 * kind.n, new State(kind, more, 4 * kind.n)],
    ]);
    const isAboutIt = ({ operation, hasUuid }: StateRequest) =>
      hasUuid || operation.account !== 'optional' || kind.isOfServer === true;
    return stateRequests.filter(isAboutIt).map((request) => caseOf(kind, request, states));
  });
}

function caseOf(kind: StateKind, request: StateRequest, states: ReadonlyMap<number, State>): GrowthCase {
  const allowed = allowedFor(kind, request.label);
  const leavesLittle = isEnding(request) && allowed === 'linear';
  return {
    operationId: request.label,
    grows: kind.name,
    allowed,
    sizes: [kind.n],
    isOnce: leavesLittle,
    renew() {
      for (const state of states.values()) state.forget();
    },
    async send(size) {
      await Promise.all([...states.values()].map((one) => one.build()));
      const state = states.get(size);
      if (!state) throw new RangeError(`There is no state of ${size} ${kind.name}.`);
      return state.send(request, leavesLittle);
    },
  };
}

function allowedFor({ linear }: StateKind, label: string): Allowed {
  const isNamed = (name: string) => label === name || label.startsWith(`${name} `);
  return [...ABOUT_EVERYTHING, ...linear].some(isNamed) ? 'linear' : 'constant';
}

/** A kind of state in one account of a server. It is built for the first request, and again after a request has ended it. */
class State {
  static readonly #heldBy = new WeakMap<ServerProcess, State>();
  readonly #kind: StateKind;
  readonly #server: ServerProcess;
  readonly #size: number;
  readonly #asked = new Map<string, number>();
  #building: Promise<void> | undefined;
  #base: Names = {};
  #spares: readonly Spare[] = [];
  #file: Names = {};
  #own: (index: number) => Names = () => ({});

  constructor(kind: StateKind, server: ServerProcess, size: number) {
    this.#kind = kind;
    this.#server = server;
    this.#size = size;
  }

  /** Builds the state unless the server holds it. Rejects for good once it could not be built. */
  async build(): Promise<void> {
    if (State.#heldBy.get(this.#server) === this) return;
    this.#building ??= this.#buildAnew();
    await this.#building;
    this.#building = undefined;
  }

  /** Has the state built anew for the next request. */
  forget(): void {
    State.#heldBy.delete(this.#server);
  }

  async #buildAnew(): Promise<void> {
    await this.#server.ask('POST', '/test/reset');
    const { account, names, spares } = await accountWithOneOfAll(this.#server, 'growing');
    this.#own = await this.#kind.build(account, this.#size);
    this.#base = { ...names, ...(await this.#snapshotOf(account)) };
    this.#spares = spares;
    this.#asked.clear();
    State.#heldBy.set(this.#server, this);
  }

  /** Takes a snapshot of all that was built, which restoring it leaves as it is. */
  async #snapshotOf(account: StateAccount): Promise<Names> {
    const { snapshotId } = await account.ask('POST', '/test/snapshots');
    const { uuid, version, state, digest } = await account.ask('GET', `/test/snapshots/${snapshotId}`);
    this.#file = { uuid, version, state, digest };
    return { snapshotId };
  }

  async send(request: StateRequest, isEnd: boolean): Promise<Answer> {
    const { operationId } = request.operation;
    const index = this.#asked.get(operationId) ?? 0;
    this.#asked.set(operationId, index + 1);
    const file = operationId === 'restoreSnapshotFile' ? this.#file : {};
    const ofRequest = { ...file, couponCode: `coupon-${index}`, ...monthFor(request, this.#base) };
    const spare = spareFor(request, this.#spares[index]);
    const names = { ...this.#base, ...spare, ...ofRequest, ...defined(this.#own(index)) };
    const query = await request.query(this.#server, names);
    if (isEnd) this.forget();
    try {
      return await this.#server.send(requestOf(request, names, query));
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}

/** The months of the operations that need a bill in another state than March's. */
const MONTH_FOR = new Map([
  ['cancelPayment', '2025-01'],
  ['changePaymentStatus', '2025-04'],
  ['deleteCalculation', '2025-05'],
]);

function monthFor({ operation: { operationId } }: StateRequest, { uuid }: Names): Names {
  const month = MONTH_FOR.get(operationId);
  return month === undefined ? {} : { month, paymentGroupId: `pg-${uuid}-${month}` };
}

/** The names of the spare that a request deletes: each request deletes another one. */
function spareFor({ operation: { operationId } }: StateRequest, spare: Spare | undefined): Names {
  if (operationId === 'deleteMeter') return { meterId: spare?.meterId };
  if (operationId === 'deleteContract') return { contractId: spare?.contractId };
  if (operationId === 'deleteProjectAdjustments') return { adjustmentIds: spare?.adjustmentId };
  if (operationId === 'deleteBillingGroupAdjustments') return { adjustmentIds: spare?.groupAdjustmentId };
  return {};
}

function defined(names: Names): Names {
  return Object.fromEntries(Object.entries(names).filter(([, value]) => value !== undefined));
}

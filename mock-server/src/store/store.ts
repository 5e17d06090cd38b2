import {
  type Account,
  type AccountEvent,
  type Advanced,
  type Answer,
  BillingError,
  type Circumstances,
  type Command,
  type CommandType,
  decide,
  type Instant,
  type LiveAccount,
  memberOf,
  type NewAccount,
  openAccount,
  type TimelineEntry,
  timelineEntryOf,
} from '@billing-testkit/engine';
import type { PartBytes } from '../capacity/capacity.ts';
import { AccountOrder, type AccountOrderState } from './account-order.ts';
import { defaultMemberOf } from './default-member.ts';
import { isDeletion } from './deletions.ts';
import { type Holder, IdIndex } from './id-index.ts';
import { idsGained, idsLost, idsOf, madeFor, type NamedId } from './ids-of.ts';
import { type Change, checkRoom, checkRoomToReplace } from './room.ts';
import type { StoreParts } from './store-parts.ts';
import { StoredAccount } from './stored-account.ts';
import { type NewAdjustment, type WaitingAdjustment, WaitingAdjustments } from './waiting-adjustments.ts';

/** The account of a request that has no uuid and names nothing by which an account is found. */
export const DEFAULT_UUID = 'uuid-kr-test';

interface Decided<Type extends CommandType = CommandType> extends Change<LiveAccount> {
  readonly answer: Answer<Type>;
  /** The time of the account when it was decided. */
  readonly now: Instant;
}

/** The accounts of a server, in memory. A change is decided whole before any of it is applied. */
export class Store {
  readonly waiting: WaitingAdjustments;
  readonly #parts: StoreParts;
  readonly #bytes: PartBytes;
  readonly #accounts = new Map<string, StoredAccount>();
  readonly #index = new IdIndex();
  #age = 0;
  #madeUuids = 0;
  /** The accounts that are changed while a request is watched. */
  #watched: Set<string> | undefined;

  constructor(parts: StoreParts) {
    this.waiting = new WaitingAdjustments(parts.limits, parts.capacity);
    this.#parts = parts;
    this.#bytes = parts.capacity.newPart();
  }

  /** The policy, the rules and the time that bill the account, or an account that is not named. */
  circumstancesOf(uuid: string | undefined): Required<Omit<Circumstances, 'trace' | 'calculating'>> {
    const { policy, rules, clocks } = this.#parts;
    return { policy, rules: rules.of(uuid), now: clocks.now(uuid), isTaken: (id) => this.waiting.has(id) };
  }

  find(uuid: string): Account | undefined {
    return this.#accounts.get(uuid)?.account;
  }

  /** The account, or an empty one that is not stored: reading changes nothing. A strict store throws `NOT_FOUND`. */
  read(uuid: string): Account {
    return this.#liveAccount(uuid);
  }

  /** The order in which the account received the items of its lists, the deleted ones included. */
  orderOf(uuid: string): AccountOrder {
    return this.#accounts.get(uuid)?.order ?? this.#newOrder();
  }

  /**
   * Throws `ALREADY_EXISTS` for a uuid that is taken, `VALIDATION_ERROR` for an unknown member, and `CAPACITY_EXCEEDED` when there is
   * no room.
   */
  create(uuid: string | undefined, member: string, parts: Pick<NewAccount, 'billingGroupId' | 'projects'>): Account {
    if (uuid !== undefined && this.#accounts.has(uuid)) {
      throw new BillingError('ALREADY_EXISTS', `There is an account ${uuid}: delete it first or take another uuid.`, [
        { path: '/uuid', message: 'must not be taken' },
      ]);
    }
    const ofMember = memberOf(this.#parts.policy, member);
    const named = uuid ?? this.#makeUuid();
    const account = openAccount({ uuid: named, member: ofMember, createdAt: this.#parts.clocks.now(named), ...parts });
    this.#checkRoom([{ account, events: [] }]);
    this.#keep(account);
    this.#join(account.uuid, idsOf(account));
    return account;
  }

  /**
   * Makes ready to put an account, with the order of its lists, in place of the one with its uuid, and returns the function that does it
   * and can't fail. Throws `CAPACITY_EXCEEDED` when there is no room.
   */
  replacement(account: LiveAccount, order: AccountOrderState): () => void {
    checkRoomToReplace(account, this.#accounts, this.#parts.capacity);
    const orderInState = new AccountOrder(this.#parts.limits.maxDeletedItems, order);
    return () => void this.#keep(account, orderInState);
  }

  /** Drops the account and all its state; answers whether there was one. */
  delete(uuid: string): boolean {
    const stored = this.#accounts.get(uuid);
    if (!stored) return false;
    this.#drop(stored);
    return this.#accounts.delete(uuid);
  }

  /** Forgets every account and all that waits for one. */
  clear(): void {
    this.#accounts.clear();
    this.#bytes.clear();
    this.#index.clear();
    this.waiting.clear();
    this.#madeUuids = 0;
  }

  get accountCount(): number {
    return this.#accounts.size;
  }

  /** Every account, oldest first. */
  uuids(): string[] {
    return [...this.#accounts.keys()];
  }

  /** Runs an action, and tells which accounts it changed before it returned. */
  watch<Result>(action: () => Result): { readonly result: Result; readonly changed: ReadonlySet<string> } {
    const changed = new Set<string>();
    this.#watched = changed;
    try {
      return { result: action(), changed };
    } finally {
      this.#watched = undefined;
    }
  }

  /**
   * Carries out a command on an account; an account that is not known yet is provisioned by it. Throws `CAPACITY_EXCEEDED` when there is no
   * room for the things that the command adds.
   */
  update<Type extends CommandType>(uuid: string, command: Command<Type>): Answer<Type> {
    const decision = this.#decide(uuid, command);
    if (!isDeletion(command.type) && decision.events.length > 0) this.#checkRoom([decision]);
    return this.#carryOut(uuid, command, decision);
  }

  /** The answer that the command would get; it changes nothing. */
  dryRun<Type extends CommandType>(uuid: string, command: Command<Type>): Answer<Type> {
    return this.#decide(uuid, command).answer;
  }

  /** Carries out the command on all the accounts, or on none. */
  updateAll<Type extends CommandType>(uuids: readonly string[], command: Command<Type>): Answer<Type>[] {
    const decisions = uuids.map((uuid) => this.#decide(uuid, command));
    this.#checkRoom(decisions.filter(({ events }) => events.length > 0));
    return uuids.map((uuid) => this.#carryOut(uuid, command, this.#decide(uuid, command)));
  }

  /** The uuid of the oldest account that holds the first of the ids that any account holds. */
  holderUuid(ids: readonly NamedId[]): string | undefined {
    for (const [kind, id] of ids) {
      const holder = kind === 'meter' ? this.#holderOfMeter(id) : this.#index.oldest(kind, id);
      if (holder) return holder.uuid;
    }
    return undefined;
  }

  /** Whether the server made the id for another account than this one: it is never this one's. */
  isForeign(uuid: string, id: NamedId): boolean {
    const madeForUuid = madeFor(id);
    return madeForUuid !== undefined && this.#isHeldBy(madeForUuid, id) && !this.#isHeldBy(uuid, id);
  }

  /** Keeps an adjustment for the first account that gets its target; throws as adding it to an account would. */
  wait(adjustment: NewAdjustment): string {
    decide(this.#provisional(DEFAULT_UUID), { type: 'addAdjustment', adjustment }, this.circumstancesOf(undefined));
    return this.waiting.add(adjustment, (id) => this.#index.oldest('adjustment', id) !== undefined);
  }

  #decide<Type extends CommandType>(uuid: string, command: Command<Type>) {
    const account = this.#liveAccount(uuid);
    const calculating = this.#parts.calculations.ofAccount(account);
    const circumstances = this.circumstancesOf(uuid);
    const { now } = circumstances;
    return { account, now, ...decide(account, command, { ...circumstances, calculating }) };
  }

  #checkRoom(changes: readonly Change[]): void {
    checkRoom(changes, this.#accounts, this.#parts.capacity);
  }

  /** Applies a decision. Adjustments that waited for an id that it brings join the account before it, as they came first. */
  #carryOut<Type extends CommandType>(uuid: string, command: Command<Type>, decision: Decided<Type>): Answer<Type> {
    const { account, events } = decision;
    const ofAccount = events.length === 0 || this.#accounts.has(uuid) ? [] : idsOf(account);
    const hasJoined = this.#join(uuid, [...ofAccount, ...events.flatMap(idsGained)]);
    const last = hasJoined ? this.#decide(uuid, command) : decision;
    this.#record(last);
    return last.answer;
  }

  /** Applies the decided events; the account is found by its new ids from now on. Who listens to the account is told. */
  #record({ account, events, answer, now }: Decided): void {
    if (events.length === 0) return;
    this.#watched?.add(account.uuid);
    const stored = this.#accounts.get(account.uuid) ?? this.#keep(account);
    const { listener } = this.#parts;
    const heard = listener?.isListeningTo(account.uuid) ? listener : undefined;
    const entries: TimelineEntry[] = [];
    for (const event of events) {
      const entry = heard && timelineEntryOf(stored.account, event, now);
      if (entry) entries.push(entry);
      this.#apply(event, stored);
    }
    // An advance tells the events that it causes, each at its own time.
    heard?.happened(account.uuid, isAdvanced(answer) ? answer.timeline : entries);
  }

  #apply(event: AccountEvent, stored: StoredAccount): void {
    stored.apply(event);
    this.#parts.billing.note(stored.account, event);
    for (const [kind, id] of idsLost(event)) this.#index.delete(kind, id, stored.holder);
    for (const [kind, id] of idsGained(event)) this.#index.add(kind, id, stored.holder);
  }

  #keep(account: LiveAccount, order = this.#newOrder()): StoredAccount {
    const replaced = this.#accounts.get(account.uuid);
    if (replaced) this.#drop(replaced);
    else this.#age += 1;
    const stored = new StoredAccount({ account, order, age: replaced?.holder.age ?? this.#age }, this.#bytes);
    this.#accounts.set(account.uuid, stored);
    this.#watched?.add(account.uuid);
    for (const [kind, id] of idsOf(account)) this.#index.add(kind, id, stored.holder);
    return stored;
  }

  #drop(stored: StoredAccount): void {
    for (const [kind, id] of idsOf(stored.account)) this.#index.delete(kind, id, stored.holder);
    stored.drop();
  }

  #newOrder(): AccountOrder {
    return new AccountOrder(this.#parts.limits.maxDeletedItems);
  }

  /** Lets the adjustments that wait for one of the ids join the account; answers whether there are any. */
  #join(uuid: string, ids: readonly NamedId[]): boolean {
    const joining = ids.flatMap((id): WaitingAdjustment[] => this.waiting.take(id));
    for (const adjustment of joining) {
      const command = { type: 'addAdjustment', adjustment } as const;
      this.#carryOut(uuid, command, this.#decide(uuid, command));
    }
    return joining.length > 0;
  }

  /** Readings are many, so they are not in the index: the id of each names its account. */
  #holderOfMeter(meterId: string): Holder | undefined {
    const stored = this.#accounts.get(madeFor(['meter', meterId]) ?? '');
    return stored?.account.readings.get(meterId) && stored.holder;
  }

  #isHeldBy(uuid: string, [kind, id]: NamedId): boolean {
    const holder = this.#accounts.get(uuid)?.holder;
    return holder !== undefined && this.#index.isHeldBy(kind, id, holder);
  }

  #liveAccount(uuid: string): LiveAccount {
    const known = this.#accounts.get(uuid)?.account;
    if (known) return known;
    if (this.#parts.isStrict) throw new BillingError('NOT_FOUND', `There is no account ${uuid}: create it first.`);
    return this.#provisional(uuid);
  }

  #provisional(uuid: string): LiveAccount {
    const member = defaultMemberOf(this.#parts.policy);
    return openAccount({ uuid, member, createdAt: this.#parts.clocks.now(uuid) });
  }

  #makeUuid(): string {
    do this.#madeUuids += 1;
    while (this.#accounts.has(`uuid-${this.#madeUuids}`));
    return `uuid-${this.#madeUuids}`;
  }
}

function isAdvanced(answer: Answer<CommandType>): answer is Advanced {
  return 'timeline' in answer;
}

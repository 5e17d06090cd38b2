import type { Command } from '@billing-testkit/engine';
import type { Capacity, PartBytes } from '../capacity/capacity.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Limits } from '../options/limits.ts';
import type { NamedId } from './ids-of.ts';
import { ListOrder } from './list-order.ts';
import { bytesOfItem, DELETED_ITEM_BYTES } from './stored-bytes.ts';

export type NewAdjustment = Command<'addAdjustment'>['adjustment'];

export type WaitingAdjustment = NewAdjustment & { readonly adjustmentId: string };

/** The part of an adjustment that its place in a list follows from. A deleted one is remembered by it. */
type PlacedAdjustment = Omit<WaitingAdjustment, 'descriptions'>;

type Target = Pick<NewAdjustment, 'level' | 'targetId'>;

type WaitingLimits = Pick<Limits, 'maxWaitingAdjustments' | 'maxDeletedItems'>;

/** Adjustments on a project or billing group that no account has yet; they join the first one that gets it. */
export class WaitingAdjustments {
  readonly #byId = new Map<string, WaitingAdjustment>();
  readonly #byTarget = {
    PROJECT: new Map<string, Map<string, WaitingAdjustment>>(),
    BILLING_GROUP: new Map<string, Map<string, WaitingAdjustment>>(),
  };
  readonly #limits: WaitingLimits;
  readonly #capacity: Capacity;
  readonly #bytes: PartBytes;
  #order: ListOrder<PlacedAdjustment>;
  #sequence = 0;

  constructor(limits: WaitingLimits, capacity: Capacity) {
    this.#limits = limits;
    this.#capacity = capacity;
    this.#bytes = capacity.newPart();
    this.#order = new ListOrder(limits.maxDeletedItems);
  }

  /** The order in which they came, the deleted ones included. */
  get order(): ListOrder<PlacedAdjustment> {
    return this.#order;
  }

  /**
   * The id that the adjustment waits by and keeps: the next one that is not taken. Throws `CAPACITY_EXCEEDED` when as many
   * as may wait do.
   */
  add(adjustment: NewAdjustment, isTaken: (id: string) => boolean): string {
    if (this.#byId.size >= this.#limits.maxWaitingAdjustments) {
      const message = `${this.#byId.size} adjustments wait for projects and billing groups that no account has: delete some.`;
      throw new Refusal('CAPACITY_EXCEEDED', message);
    }
    this.#capacity.checkBytes(bytesOfItem(adjustment));
    let adjustmentId: string;
    do {
      this.#sequence += 1;
      adjustmentId = `adj-waiting-${this.#sequence}`;
    } while (isTaken(adjustmentId));
    const waiting = { ...adjustment, adjustmentId };
    this.#byId.set(adjustmentId, waiting);
    const targets = this.#byTarget[waiting.level];
    const onTarget = targets.get(waiting.targetId) ?? new Map<string, WaitingAdjustment>();
    targets.set(waiting.targetId, onTarget.set(adjustmentId, waiting));
    this.#order.add(adjustmentId);
    this.#bytes.add(bytesOfItem(waiting));
    return adjustmentId;
  }

  get(adjustmentId: string): WaitingAdjustment | undefined {
    return this.#byId.get(adjustmentId);
  }

  has(adjustmentId: string): boolean {
    return this.#byId.has(adjustmentId);
  }

  /** The adjustments that wait for a target, in the order of creation. */
  on({ level, targetId }: Target): WaitingAdjustment[] {
    return [...(this.#byTarget[level].get(targetId)?.values() ?? [])];
  }

  delete(adjustmentId: string): void {
    const waiting = this.#byId.get(adjustmentId);
    if (!waiting) return;
    this.#byId.delete(adjustmentId);
    this.#forget(waiting);
    const targets = this.#byTarget[waiting.level];
    const onTarget = targets.get(waiting.targetId);
    onTarget?.delete(adjustmentId);
    if (onTarget?.size === 0) targets.delete(waiting.targetId);
  }

  #forget(waiting: WaitingAdjustment): void {
    const { descriptions: _descriptions, ...place } = waiting;
    const before = this.#order.deletedCount;
    this.#order.delete(waiting.adjustmentId, place);
    this.#bytes.add((this.#order.deletedCount - before) * DELETED_ITEM_BYTES - bytesOfItem(waiting));
  }

  clear(): void {
    this.#bytes.clear();
    this.#byId.clear();
    this.#byTarget.PROJECT.clear();
    this.#byTarget.BILLING_GROUP.clear();
    this.#order = new ListOrder(this.#limits.maxDeletedItems);
    this.#sequence = 0;
  }

  /** Takes out those that wait for an id that an account got. */
  take([kind, id]: NamedId): WaitingAdjustment[] {
    const level = levels.get(kind);
    if (!level || this.#byId.size === 0) return [];
    const taken = this.on({ level, targetId: id });
    for (const { adjustmentId } of taken) this.delete(adjustmentId);
    return taken;
  }
}

const levels: ReadonlyMap<NamedId[0], NewAdjustment['level']> = new Map([
  ['project', 'PROJECT'],
  ['billingGroup', 'BILLING_GROUP'],
]);

import type { Command } from '@billing-testkit/engine';
import type { NamedId } from './ids-of.ts';

export type NewAdjustment = Command<'addAdjustment'>['adjustment'];

export type WaitingAdjustment = NewAdjustment & { readonly adjustmentId: string };

/** Adjustments on a project or billing group that no account has yet; they join the first one that gets it. */
export class WaitingAdjustments {
  readonly #byTarget = new Map<string, Map<string, WaitingAdjustment>>();
  #sequence = 0;

  add(adjustment: NewAdjustment): string {
    this.#sequence += 1;
    const adjustmentId = `adj-waiting-${this.#sequence}`;
    const target = targetOf(adjustment);
    const waiting = this.#byTarget.get(target) ?? new Map<string, WaitingAdjustment>();
    this.#byTarget.set(target, waiting.set(adjustmentId, { ...adjustment, adjustmentId }));
    return adjustmentId;
  }

  on(target: Pick<NewAdjustment, 'level' | 'targetId'>): WaitingAdjustment[] {
    return [...(this.#byTarget.get(targetOf(target))?.values() ?? [])];
  }

  /** Takes out those that wait for an id that an account got. */
  take([kind, id]: NamedId): WaitingAdjustment[] {
    const level = levels.get(kind);
    if (!level) return [];
    const target = { level, targetId: id };
    const waiting = this.on(target);
    this.#byTarget.delete(targetOf(target));
    return waiting;
  }

  has(adjustmentId: string): boolean {
    return [...this.#byTarget.values()].some((waiting) => waiting.has(adjustmentId));
  }

  delete(adjustmentId: string): void {
    for (const waiting of this.#byTarget.values()) waiting.delete(adjustmentId);
  }
}

const levels: ReadonlyMap<NamedId[0], NewAdjustment['level']> = new Map([
  ['project', 'PROJECT'],
  ['billingGroup', 'BILLING_GROUP'],
]);

function targetOf({ level, targetId }: Pick<NewAdjustment, 'level' | 'targetId'>): string {
  return `${level} ${targetId}`;
}

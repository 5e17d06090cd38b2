import type { Command } from '@billing-testkit/engine';
import type { NamedId } from './ids-of.ts';

export type NewAdjustment = Command<'addAdjustment'>['adjustment'];

export type WaitingAdjustment = NewAdjustment & { readonly adjustmentId: string };

type Target = Pick<NewAdjustment, 'level' | 'targetId'>;

/** Adjustments on a project or billing group that no account has yet; they join the first one that gets it. */
export class WaitingAdjustments {
  readonly #byId = new Map<string, WaitingAdjustment>();
  #sequence = 0;

  /** The id that the adjustment waits by and keeps: the next one that is not taken. */
  add(adjustment: NewAdjustment, isTaken: (id: string) => boolean): string {
    let adjustmentId: string;
    do {
      this.#sequence += 1;
      adjustmentId = `adj-waiting-${this.#sequence}`;
    } while (isTaken(adjustmentId));
    this.#byId.set(adjustmentId, { ...adjustment, adjustmentId });
    return adjustmentId;
  }

  get(adjustmentId: string): WaitingAdjustment | undefined {
    return this.#byId.get(adjustmentId);
  }

  has(adjustmentId: string): boolean {
    return this.#byId.has(adjustmentId);
  }

  /** In the order of creation. */
  on({ level, targetId }: Target): WaitingAdjustment[] {
    return [...this.#byId.values()].filter((waiting) => waiting.level === level && waiting.targetId === targetId);
  }

  delete(adjustmentId: string): void {
    this.#byId.delete(adjustmentId);
  }

  clear(): void {
    this.#byId.clear();
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

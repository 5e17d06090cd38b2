import { bytesOf } from '../capacity/bytes-of.ts';
import type { Capacity, PartBytes } from '../capacity/capacity.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Limits } from '../options/limits.ts';
import { nextChance } from './chance.ts';
import type { AppliedFault, Fault, FaultRule } from './fault-rule.ts';

/** The rules of an account, or of the whole server, in the order in which they are tried. */
interface RuleSet {
  rules: FaultRule[];
  /** The number of rules that were made, which their ids go by. */
  made: number;
}

/** The rules of an account, in their order, and the number of rules that were ever made, as plain data. */
export interface FaultState {
  readonly rules: readonly Readonly<FaultRule>[];
  readonly made: number;
}

/** The fault rules of all accounts, and those of the whole server, which have no account. */
export class Faults {
  readonly #sets = new Map<string | undefined, RuleSet>();
  readonly #maxFaults: number;
  readonly #capacity: Capacity;
  readonly #bytes: PartBytes;

  constructor({ maxFaults }: Pick<Limits, 'maxFaults'>, capacity: Capacity) {
    this.#maxFaults = maxFaults;
    this.#capacity = capacity;
    this.#bytes = capacity.newPart();
  }

  /** Throws `CAPACITY_EXCEEDED` when the account has as many rules as it may, or the server no room. */
  add(uuid: string | undefined, fault: Fault): FaultRule {
    const set = this.#sets.get(uuid) ?? { rules: [], made: 0 };
    if (set.rules.length >= this.#maxFaults) throw this.#tooMany(uuid);
    this.#capacity.checkBytes(bytesOf(fault));
    set.made += 1;
    const faultId = uuid === undefined ? `fault-${set.made}` : `fault-${uuid}-${set.made}`;
    const rule = { faultId, fault, appliedCount: 0, drawn: 0 };
    set.rules.push(rule);
    this.#bytes.add(bytesOf(fault));
    this.#sets.set(uuid, set);
    return rule;
  }

  list(uuid: string | undefined): readonly FaultRule[] {
    return this.#sets.get(uuid)?.rules ?? [];
  }

  /** The rule that is applied to a request: the first that matches and comes up, of the account before the server. */
  take(uuid: string | undefined, operationId: string): AppliedFault | undefined {
    if (this.#sets.size === 0) return undefined;
    const own = uuid === undefined ? undefined : this.#taken(uuid, operationId);
    return own ?? this.#taken(undefined, operationId);
  }

  /** Takes back that a rule was applied: it was to be applied after an operation that did not take effect. */
  putBack({ rule }: AppliedFault): void {
    rule.appliedCount -= 1;
  }

  /** Deletes a rule. Answers whether there was one. */
  deleteOne(uuid: string | undefined, faultId: string): boolean {
    const set = this.#sets.get(uuid);
    const rule = set?.rules.find((other) => other.faultId === faultId);
    if (!(set && rule)) return false;
    set.rules = set.rules.filter((other) => other !== rule);
    this.#bytes.add(-bytesOf(rule.fault));
    return true;
  }

  /** Deletes the rules of an account or of the server. Answers how many there were. */
  delete(uuid: string | undefined): number {
    const rules = this.list(uuid);
    for (const { fault } of rules) this.#bytes.add(-bytesOf(fault));
    this.#sets.delete(uuid);
    return rules.length;
  }

  /** All rules of an account, as plain data. */
  stateOf(uuid: string): FaultState {
    const { rules, made } = this.#sets.get(uuid) ?? { rules: [], made: 0 };
    return { rules: rules.map((rule) => ({ ...rule })), made };
  }

  /**
   * Makes ready to put rules in place of those that an account has, and returns the function that does it and can't fail. Throws
   * `CAPACITY_EXCEEDED` when there are more than it may have, or the server has no room.
   */
  replacement(uuid: string, { rules, made }: FaultState): () => void {
    if (rules.length > this.#maxFaults) throw this.#tooMany(uuid);
    const bytes = rules.reduce((sum, { fault }) => sum + bytesOf(fault), 0);
    this.#capacity.checkBytes(bytes);
    return () => {
      this.delete(uuid);
      if (made === 0) return;
      this.#bytes.add(bytes);
      this.#sets.set(uuid, { rules: rules.map((rule) => ({ ...rule })), made });
    };
  }

  #tooMany(uuid: string | undefined): Refusal {
    const message = `${uuid ?? 'The server'} has ${this.#maxFaults} fault rules: delete those that are not needed.`;
    return new Refusal('CAPACITY_EXCEEDED', message);
  }

  clear(): void {
    this.#sets.clear();
    this.#bytes.clear();
  }

  #taken(uuid: string | undefined, operationId: string): AppliedFault | undefined {
    const rule = this.list(uuid).find((other) => matches(other, operationId) && comesUp(other));
    if (!rule) return undefined;
    rule.appliedCount += 1;
    return { rule, latencyMs: latencyOf(rule) };
  }
}

/** A rule that was applied as often as it may stays in the list, so that a test can see that it was. */
function matches({ fault, appliedCount }: FaultRule, operationId: string): boolean {
  if (fault.operationId !== undefined && fault.operationId !== operationId) return false;
  return fault.times === undefined || appliedCount < fault.times;
}

function comesUp(rule: FaultRule): boolean {
  const { probability = 1 } = rule.fault;
  return probability === 1 || nextChance(rule) < probability;
}

function latencyOf(rule: FaultRule): number {
  const { latencyMs = 0 } = rule.fault;
  if (typeof latencyMs === 'number') return latencyMs;
  const { min, max } = latencyMs;
  return min + Math.floor(nextChance(rule) * (max - min + 1));
}

import type { Defect, Rules } from '@billing-testkit/engine';
import type { Capacity } from '../capacity/capacity.ts';

/** The rules that bill accounts: those that the server was started with, or those with a defect that was set later. */
export class RulesInUse {
  readonly #right: Rules;
  readonly #atStart: Rules;
  readonly #capacity: Capacity;
  readonly #byAccount = new Map<string, { readonly name: string; readonly rules: Rules }>();
  #ofServer: Rules;

  /** `right` holds the rules that a defect changes; a server that is started with a defect bills by it until another is set. */
  constructor(right: Rules, atStart: Defect | undefined, capacity: Capacity) {
    this.#capacity = capacity;
    this.#right = right;
    this.#atStart = { ...right, ...atStart?.rules };
    this.#ofServer = this.#atStart;
  }

  /** An account's own defect comes before the server's. */
  of(uuid: string | undefined): Rules {
    return (uuid === undefined ? undefined : this.#byAccount.get(uuid)?.rules) ?? this.#ofServer;
  }

  /**
   * Gives the account, which need not exist, or the server a defect in place of the one that it had. Throws `CAPACITY_EXCEEDED` when as
   * many accounts as the server may have are given one.
   */
  set(uuid: string | undefined, { name, rules }: Defect): void {
    const wrong = { ...this.#right, ...rules };
    if (uuid === undefined) {
      this.#ofServer = wrong;
      return;
    }
    this.checkRoom(uuid);
    this.#byAccount.set(uuid, { name, rules: wrong });
  }

  /** Throws `CAPACITY_EXCEEDED` when the account can't be given a defect. */
  checkRoom(uuid: string): void {
    if (!this.#byAccount.has(uuid)) this.#capacity.checkAccounts(this.#byAccount.size);
  }

  /** The name of the account's own defect, if it has one. */
  defectOf(uuid: string): string | undefined {
    return this.#byAccount.get(uuid)?.name;
  }

  /** The account is billed as the server bills again. */
  delete(uuid: string): void {
    this.#byAccount.delete(uuid);
  }

  /** The server bills as when it was started; accounts keep their own defects. */
  restart(): void {
    this.#ofServer = this.#atStart;
  }

  /** No account has a defect of its own, and the server bills as it was started. */
  clear(): void {
    this.#byAccount.clear();
    this.restart();
  }
}

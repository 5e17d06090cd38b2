import { type AdjustmentLevel, isInForce } from '@billing-testkit/engine';
import { inWordsOf } from '../errors/engine-words.ts';
import { Refusal } from '../errors/refusal.ts';
import type { NamedId } from '../store/ids-of.ts';
import type { ListOrder } from '../store/list-order.ts';
import type { Store } from '../store/store.ts';
import type { NewAdjustment, WaitingAdjustment } from '../store/waiting-adjustments.ts';
import { adjustmentNames, toAdjustment, toWireAdjustment } from '../wire/adjustment.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { firstIndex, type PageQuery, pageOf } from './page.ts';

type AdjustmentHandlers = Pick<
  Handlers,
  | 'createProjectAdjustment'
  | 'listProjectAdjustments'
  | 'deleteProjectAdjustments'
  | 'createBillingGroupAdjustment'
  | 'listBillingGroupAdjustments'
  | 'deleteBillingGroupAdjustments'
>;

export const adjustmentHandlers: AdjustmentHandlers = {
  createProjectAdjustment: ({ named, body }, { store }) =>
    create(store, named, toAdjustment('PROJECT', body.projectId, body)),

  listProjectAdjustments({ named, query }, { store }) {
    const { page, totalItems } = list(store, named, { level: 'PROJECT', targetId: query.projectId }, query);
    const adjustments = page.map((found) => ({ ...toWireAdjustment(found), projectId: found.targetId }));
    return { adjustments, totalItems };
  },

  deleteProjectAdjustments: ({ named, query }, { store }) => remove(store, named, 'PROJECT', query.adjustmentIds),

  createBillingGroupAdjustment: ({ named, body }, { store }) =>
    create(store, named, toAdjustment('BILLING_GROUP', body.billingGroupId, body)),

  listBillingGroupAdjustments({ named, query }, { store }) {
    const target = { level: 'BILLING_GROUP', targetId: query.billingGroupId } as const;
    const { page, totalItems } = list(store, named, target, query);
    const adjustments = page.map((found) => ({ ...toWireAdjustment(found), billingGroupId: found.targetId }));
    return { adjustments, totalItems };
  },

  deleteBillingGroupAdjustments: ({ named, query }, { store }) =>
    remove(store, named, 'BILLING_GROUP', query.adjustmentIds),
};

type Target = Pick<NewAdjustment, 'level' | 'targetId'>;

/** The fields that tell the place of an adjustment in its list. */
type Positioned = Pick<WaitingAdjustment, 'adjustmentId' | 'level' | 'targetId' | 'priority' | 'type' | 'value'>;

/** An adjustment on something that nobody holds waits for the first account that gets it. */
function create(store: Store, named: string | undefined, adjustment: NewAdjustment): { adjustmentId: string } {
  const owner = named ?? store.holderOf([idOf(adjustment)]);
  return inWordsOf(wirePath(adjustmentNames), () => {
    if (owner === undefined) return { adjustmentId: store.wait(adjustment) };
    if (store.isForeign(owner, idOf(adjustment)))
      throw Refusal.notFound(`${adjustment.targetId} in the account ${owner}`);
    const { adjustmentId } = store.update(owner, { type: 'addAdjustment', adjustment }).adjustment;
    return { adjustmentId };
  });
}

function list(store: Store, named: string | undefined, target: Target, query: PageQuery & { month?: string }) {
  const owner = named ?? store.holderOf([idOf(target)]);
  const { policy, rules } = store.circumstancesOf(owner);
  const { defaultPriority } = policy.adjustments;
  const held = owner === undefined ? store.waiting.on(target) : [...store.read(owner).adjustments.values()];
  const heldById = (id: string): Positioned | undefined =>
    owner === undefined ? store.waiting.get(id) : store.read(owner).adjustments.get(id);
  const isOnTarget = targetIn(store, owner, target);
  const found = held
    .filter((adjustment) => isOnTarget(adjustment) && (query.month === undefined || isInForce(adjustment, query.month)))
    .map((adjustment) => ({ ...adjustment, priority: adjustment.priority ?? defaultPriority }))
    .sort(rules.compareAdjustments);
  const order: ListOrder<Positioned> = owner === undefined ? store.waiting.order : store.orderOf(owner).adjustments;
  const indexAfter = (id: string) => {
    const last = heldById(id) ?? order.deleted(id);
    const position = order.positionOf(id) ?? 0;
    if (!last || !isOnTarget(last)) return undefined;
    const lastInOrder = { ...last, priority: last.priority ?? defaultPriority };
    return firstIndex(found, (other) => {
      const byPriority = rules.compareAdjustments(other, lastInOrder);
      return byPriority > 0 || (byPriority === 0 && (order.positionOf(other.adjustmentId) ?? 0) > position);
    });
  };
  return { page: pageOf(found, query, indexAfter), totalItems: found.length };
}

/** All names of an account's billing group are the same group. */
function targetIn(store: Store, owner: string | undefined, target: Target): (adjustment: Target) => boolean {
  const names = owner === undefined ? undefined : store.read(owner).billingGroupNames;
  const isSameGroup = (targetId: string) => names?.has(target.targetId) === true && names.has(targetId);
  return ({ level, targetId }) =>
    level === target.level && (targetId === target.targetId || (level === 'BILLING_GROUP' && isSameGroup(targetId)));
}

/** Deletes all of them, or none when one of them is not there. */
function remove(store: Store, named: string | undefined, level: AdjustmentLevel, adjustmentIds: readonly string[]) {
  const owner = named ?? store.holderOf(adjustmentIds.map((id): NamedId => ['adjustment', id]));
  if (owner === undefined) return removeWaiting(store, level, adjustmentIds);
  const { adjustments } = store.read(owner);
  const other = adjustmentIds.find((id) => adjustments.get(id)?.level !== level);
  if (other !== undefined) throw Refusal.notFound(`adjustment ${other} of that kind in the account ${owner}`);
  return store.update(owner, { type: 'deleteAdjustments', adjustmentIds });
}

function removeWaiting({ waiting }: Store, level: AdjustmentLevel, adjustmentIds: readonly string[]) {
  const unknown = adjustmentIds.find((adjustmentId) => waiting.get(adjustmentId)?.level !== level);
  if (unknown !== undefined) throw Refusal.notFound(`adjustment ${unknown} of that kind`);
  for (const adjustmentId of adjustmentIds) waiting.delete(adjustmentId);
  return { deletedCount: new Set(adjustmentIds).size };
}

function idOf({ level, targetId }: Target): NamedId {
  return [level === 'PROJECT' ? 'project' : 'billingGroup', targetId];
}

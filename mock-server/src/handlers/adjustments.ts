import { type AdjustmentLevel, isInForce } from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
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
  createProjectAdjustment: ({ namedUuid, body }, { store }) =>
    create(store, namedUuid, toAdjustment('PROJECT', body.projectId, body)),

  listProjectAdjustments({ namedUuid, query }, { store }) {
    const { page, totalItems } = list(store, namedUuid, { level: 'PROJECT', targetId: query.projectId }, query);
    const adjustments = page.map((found) => ({ ...toWireAdjustment(found), projectId: found.targetId }));
    return { adjustments, totalItems };
  },

  deleteProjectAdjustments: ({ namedUuid, query }, { store }) =>
    remove(store, namedUuid, 'PROJECT', query.adjustmentIds),

  createBillingGroupAdjustment: ({ namedUuid, body }, { store }) =>
    create(store, namedUuid, toAdjustment('BILLING_GROUP', body.billingGroupId, body)),

  listBillingGroupAdjustments({ namedUuid, query }, { store }) {
    const target = { level: 'BILLING_GROUP', targetId: query.billingGroupId } as const;
    const { page, totalItems } = list(store, namedUuid, target, query);
    const adjustments = page.map((found) => ({ ...toWireAdjustment(found), billingGroupId: found.targetId }));
    return { adjustments, totalItems };
  },

  deleteBillingGroupAdjustments: ({ namedUuid, query }, { store }) =>
    remove(store, namedUuid, 'BILLING_GROUP', query.adjustmentIds),
};

type Target = Pick<NewAdjustment, 'level' | 'targetId'>;

/** The fields that tell the place of an adjustment in its list. */
type Positioned = Pick<WaitingAdjustment, 'adjustmentId' | 'level' | 'targetId' | 'priority' | 'type' | 'value'>;

/** An adjustment on something that nobody holds waits for the first account that gets it. */
function create(store: Store, namedUuid: string | undefined, adjustment: NewAdjustment): { adjustmentId: string } {
  const ownerUuid = namedUuid ?? store.holderUuid([idOf(adjustment)]);
  return inRequestWords(wirePath(adjustmentNames), () => {
    if (ownerUuid === undefined) return { adjustmentId: store.wait(adjustment) };
    if (store.isForeign(ownerUuid, idOf(adjustment)))
      throw Refusal.notFound(`${adjustment.targetId} in the account ${ownerUuid}`);
    const { adjustmentId } = store.update(ownerUuid, { type: 'addAdjustment', adjustment }).adjustment;
    return { adjustmentId };
  });
}

function list(store: Store, namedUuid: string | undefined, target: Target, query: PageQuery & { month?: string }) {
  const ownerUuid = namedUuid ?? store.holderUuid([idOf(target)]);
  const { policy, rules } = store.circumstancesOf(ownerUuid);
  const { defaultPriority } = policy.adjustments;
  const held = ownerUuid === undefined ? store.waiting.on(target) : [...store.read(ownerUuid).adjustments.values()];
  const heldById = (id: string): Positioned | undefined =>
    ownerUuid === undefined ? store.waiting.get(id) : store.read(ownerUuid).adjustments.get(id);
  const isOnTarget = targetIn(store, ownerUuid, target);
  const found = held
    .filter((adjustment) => isOnTarget(adjustment) && (query.month === undefined || isInForce(adjustment, query.month)))
    .map((adjustment) => ({ ...adjustment, priority: adjustment.priority ?? defaultPriority }))
    .sort(rules.compareAdjustments);
  const order: ListOrder<Positioned> =
    ownerUuid === undefined ? store.waiting.order : store.orderOf(ownerUuid).adjustments;
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
function targetIn(store: Store, ownerUuid: string | undefined, target: Target): (adjustment: Target) => boolean {
  const names = ownerUuid === undefined ? undefined : store.read(ownerUuid).billingGroupNames;
  const isSameGroup = (targetId: string) => names?.has(target.targetId) === true && names.has(targetId);
  return ({ level, targetId }) =>
    level === target.level && (targetId === target.targetId || (level === 'BILLING_GROUP' && isSameGroup(targetId)));
}

/** Deletes all of them, or none when one of them is not there. */
function remove(store: Store, namedUuid: string | undefined, level: AdjustmentLevel, adjustmentIds: readonly string[]) {
  const ownerUuid = namedUuid ?? store.holderUuid(adjustmentIds.map((id): NamedId => ['adjustment', id]));
  if (ownerUuid === undefined) return removeWaiting(store, level, adjustmentIds);
  const { adjustments } = store.read(ownerUuid);
  const other = adjustmentIds.find((id) => adjustments.get(id)?.level !== level);
  if (other !== undefined) throw Refusal.notFound(`adjustment ${other} of that kind in the account ${ownerUuid}`);
  return store.update(ownerUuid, { type: 'deleteAdjustments', adjustmentIds });
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

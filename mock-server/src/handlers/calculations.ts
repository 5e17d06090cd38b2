import { previewStatement } from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
import { previewNames, toPreviewInput } from '../wire/preview.ts';
import { toWireFigures } from '../wire/statement.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';

type CalculationHandlers = Pick<
  Handlers,
  'calculateStatement' | 'getCalculationProgress' | 'deleteCalculation' | 'previewStatement'
>;

const BATCH_JOB_CODE = 'API_CALCULATE_USAGE_AND_PRICE';
const MAX_PROGRESS = 100;

export const calculationHandlers: CalculationHandlers = {
  calculateStatement({ uuid, body: { month } }, { store }) {
    const { bill } = store.update(uuid, { type: 'calculate', month });
    return { batchJobCode: BATCH_JOB_CODE, jobId: `job-${uuid}-${month}`, statementId: bill.statementId };
  },

  getCalculationProgress({ uuid, query: { month } }, { store }) {
    if (!store.read(uuid).bills.has(month)) {
      return { status: 'READY', progress: 0, maxProgress: MAX_PROGRESS, list: [] };
    }
    const done = { status: 'COMPLETED', progress: MAX_PROGRESS, maxProgress: MAX_PROGRESS } as const;
    return { ...done, list: [{ batchJobCode: BATCH_JOB_CODE, month, uuid, ...done }] };
  },

  deleteCalculation({ uuid, query: { month } }, { store }) {
    inRequestWords(wirePath({ '/month': 'query/month' }), () =>
      store.update(uuid, { type: 'deleteCalculation', month }),
    );
    return {};
  },

  previewStatement({ namedUuid, body }, { store, calculations }) {
    const { policy, rules } = store.circumstancesOf(namedUuid);
    const input = toPreviewInput(body);
    const { member, month } = input;
    const statement = inRequestWords(wirePath(previewNames(body)), () =>
      calculations.traced({ account: namedUuid, member, month }, (trace) =>
        previewStatement(input, { policy, rules, ...(trace && { trace }) }),
      ),
    );
    return { statement: { ...toWireFigures(statement), ...groupOf(body) } };
  },
};

function groupOf({ billingGroupId }: { billingGroupId?: string }) {
  return billingGroupId === undefined ? {} : { billingGroupId };
}

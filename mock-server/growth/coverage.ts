import { operations } from './document.ts';
import type { Finding } from './measure.ts';

/** The operations that no finding measures, because every request of them was refused. */
export function operationsNotMeasured(findings: readonly Finding[]): readonly string[] {
  const answered = findings
    .filter(({ statuses }) => /^2\d\d/.test(statuses))
    .map(({ operationId }) => nameOf(operationId));
  const measured = new Set(answered);
  return operations.map(({ operationId }) => operationId).filter((operationId) => !measured.has(operationId));
}

/** The operation of a label, which begins with it: "createBatch of BATCH_SEND_INVOICE". */
function nameOf(label: string): string {
  return label.split(' ', 1)[0] ?? '';
}

import { childOf, childrenOf, type Located, shownPlace } from '../reading/located.ts';
import type { Operation } from './operation.ts';
import type { OperationSource } from './operation-source.ts';
import { problemOf } from './security.ts';

/** Notices about security that asks nothing of a request because of a mistake of the document: requests would pass that should not. */
export function securityNotices(operations: readonly Operation[], { root, references }: OperationSource): string[] {
  const schemes = references.resolve(childOf(childOf(root, 'components'), 'securitySchemes'));
  const places = [root, ...operations.map(({ at }) => at)];
  const missing = places
    .flatMap(requiredAt)
    .filter(([name]) => childOf(schemes, name).value === undefined)
    .map(([name, at]) => noticeOf(at, `there is no security scheme ${name}`));
  const broken = childrenOf(schemes).flatMap(([, entry]) => {
    const problem = problemOf(references.resolve(entry).value);
    return problem === undefined ? [] : [noticeOf(entry, problem)];
  });
  return [...new Set([...missing, ...broken])];
}

/** The names of the security schemes that a place requires, each with its place. */
function requiredAt(at: Located): (readonly [string, Located])[] {
  return childrenOf(childOf(at, 'security')).flatMap(([, requirement]) => [...childrenOf(requirement)]);
}

function noticeOf(at: Located, problem: string): string {
  return `${shownPlace(at)}: ${problem}, so requests need nothing for it`;
}

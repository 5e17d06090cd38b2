import type { Project } from '@billing-testkit/engine';
import { Refusal } from '../errors/refusal.ts';

/** Throws `VALIDATION_ERROR` when a project is named twice, or an app key belongs to two projects. */
export function checkDistinct(projects: readonly Project[]): void {
  const known = { projects: new Set<string>(), appKeys: new Set<string>() };
  for (const [index, { projectId, appKeys }] of projects.entries()) {
    if (known.projects.has(projectId)) throw repeated(`/projects/${index}/projectId`);
    known.projects.add(projectId);
    for (const [position, appKey] of appKeys.entries()) {
      if (known.appKeys.has(appKey)) throw repeated(`/projects/${index}/appKeys/${position}`);
      known.appKeys.add(appKey);
    }
  }
}

function repeated(path: string): Refusal {
  return Refusal.ofField('VALIDATION_ERROR', path, 'must not be named twice');
}

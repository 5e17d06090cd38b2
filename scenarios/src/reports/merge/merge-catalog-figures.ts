import type { CatalogFigures, MatrixRun, UnexercisedFigure } from '../../runs/results.ts';

/**
 * Merges the facts that shards tell of their catalog's figures: a figure is exercised when one of them exercises it, or when together they
 * notice all its other values. A shard that does not tell exercises nothing; nothing when none tells.
 */
export function mergeCatalogFigures(runs: readonly MatrixRun[]): Pick<MatrixRun, 'catalogFigures'> {
  const parts = runs.flatMap(({ catalogFigures }) => catalogFigures ?? []);
  if (parts.length === 0) return {};
  return { catalogFigures: parts.reduce(merged) };
}

function merged(one: CatalogFigures, other: CatalogFigures): CatalogFigures {
  const others = new Map(other.notExercised.map((figure) => [figure.name, figure]));
  return {
    count: Math.max(one.count, other.count),
    notExercised: one.notExercised.flatMap((figure) => unnoticedByBoth(figure, others.get(figure.name))),
    lookedAt: one.lookedAt + other.lookedAt,
    compared: one.compared + other.compared,
  };
}

function unnoticedByBoth(figure: UnexercisedFigure, other: UnexercisedFigure | undefined): UnexercisedFigure[] {
  const unnoticed = figure.unnoticed.filter((value) => other?.unnoticed.includes(value));
  return unnoticed.length === 0 ? [] : [{ ...figure, unnoticed }];
}

import { stages } from '../../cases/bill-figures.ts';
import { CellNumbers } from '../../matrices/matrix.ts';
import type { DifferingCell } from '../../runs/matrix-run.ts';
import { differenceParts } from '../summary/difference-text.ts';
import type { Report } from '../summary/report.ts';
import { axesOf } from '../summary/tally.ts';
import { printable } from '../summary/wording.ts';
import type { BillsData, CellRow, CellsData } from './client/page-data.ts';
import { displayValue, KeptBills, Numbering, thatFit } from './kept-bills.ts';

/** The data that the script of a page shows. */
export interface PageData {
  readonly cells: CellsData;
  readonly bills: BillsData;
}

/** Bytes of JSON: with as many for bills a page stays under ten megabytes. */
const ROOM = 4_000_000;

/** The data of a page: as much of a report as it has room for. */
export function pageDataOf(report: Report): PageData {
  const { dimensions, results } = report.run;
  const differing = results.filter((result) => result.verdict === 'differs');
  const bills = new KeptBills(differing, report.diagnosis);
  const figures = new Numbering();
  const kinds = new Numbering();
  const numbers = new CellNumbers(dimensions);
  const cells = thatFit(ROOM, keptFirst(differing, bills), (result): CellRow => {
    const { cell, first, signature } = result;
    const { what, sides } = differenceParts(first);
    return [
      numbers.numberOf(cell),
      stages.indexOf(first.stage),
      figures.numberOf(printable(what)),
      displayValue(sides?.expected),
      displayValue(sides?.actual),
      kinds.numberOf(signature),
      bills.numberOf(result),
    ];
  });
  return {
    cells: {
      dimensions: dimensions.map(printableLabels),
      axes: axesOf(dimensions).map((axis) => dimensions.indexOf(axis)),
      stages,
      figures: figures.texts,
      cells,
    },
    bills: bills.data,
  };
}

/** Those whose bills can be shown before the others, for otherwise hardly any would be found. */
function keptFirst(differing: readonly DifferingCell[], bills: KeptBills): DifferingCell[] {
  const isKept = (result: DifferingCell) => bills.numberOf(result) >= 0;
  return [...differing.filter(isKept), ...differing.filter((result) => !isKept(result))];
}

function printableLabels({ name, labels }: CellsData['dimensions'][number]) {
  return { name: printable(name), labels: labels.map(printable) };
}

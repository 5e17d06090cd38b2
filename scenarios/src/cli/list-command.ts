import { matrices } from '../matrices/built-in/matrices.ts';
import { cellCount, type Dimension, type Matrix } from '../matrices/matrix.ts';
import { counted } from '../reports/summary/wording.ts';

const MAX_LABELS = 120;

/** The built-in matrices, with what they vary. */
export function listText(): string {
  return matrices.map(matrixText).join('\n');
}

function matrixText({ name, dimensions }: Matrix): string {
  const width = Math.max(...dimensions.map((dimension) => dimension.name.length));
  const lines = dimensions.map((dimension) => `  ${dimension.name.padEnd(width)}  ${labelsText(dimension)}`);
  return `${name}: ${counted(cellCount(dimensions), 'cell')}\n${lines.join('\n')}\n`;
}

/** As many labels as fit into about one line. */
function labelsText({ labels }: Dimension): string {
  let text = '';
  for (const [index, label] of labels.entries()) {
    const longer = index === 0 ? label : `${text}, ${label}`;
    if (longer.length > MAX_LABELS) return `${text}, … (${labels.length})`;
    text = longer;
  }
  return text;
}

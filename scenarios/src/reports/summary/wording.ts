import type { MatrixRun } from '../../runs/results.ts';

/** Control characters, among them those that begin a terminal's commands, and those that turn the direction of text around. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** Text in one line without characters that do something. The names that targets and users give to things are not trusted. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A count with its thousands apart, like `27 000`. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

/** A count of things, like `1 cell` or `27 000 cells`. */
export function counted(count: number, one: string): string {
  return `${grouped(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** A part in whole per cent. Only nothing is `0 %`, and only the whole is `100 %`. */
export function shareText(part: number, whole: number): string {
  if (part === 0) return '0 %';
  if (part === whole) return '100 %';
  const percent = (part / whole) * 100;
  if (percent < 1) return '<1 %';
  return percent > 99 ? '>99 %' : `${Math.round(percent)} %`;
}

/** A time like `850 ms`, `12.3 s`, `2 min 05 s` or `1 h 02 min`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

/** A clause as a sentence of its own; a name that it begins with stays as it is. */
export function sentenceOf(clause: string): string {
  return `${clause.replace(/^[a-z]+(?![\w-])/, (word) => word.charAt(0).toUpperCase() + word.slice(1))}.`;
}

/** The number of figures named in one line when figures were not compared. */
const MAX_OMITTED = 3;

/** The run in one line, like `standard (pairwise with seed 7, member=kr, shard 2 of 8) against mock by account`. */
export function runText({ matrix, target, via, selection, omits = [], catalog }: MatrixRun): string {
  return [
    `${matrix} (${selectionText(selection)}) against ${target} by ${via}`,
    ...(omits.length > 0 ? [`without ${omittedText(omits)}`] : []),
    ...(catalog === undefined ? [] : [`by catalog ${catalog}`]),
  ].join(', ');
}

/** The figures that were not compared, like `2 figures (currency, vat)`. */
function omittedText(omits: readonly string[]): string {
  const named = [...omits.slice(0, MAX_OMITTED), ...(omits.length > MAX_OMITTED ? ['…'] : [])];
  return `${counted(omits.length, 'figure')} (${named.join(', ')})`;
}

/** The choice of cells, like `pairwise with seed 7, member=kr, shard 2 of 8`. */
export function selectionText({ coverage, seed, filter, shard }: MatrixRun['selection']): string {
  return [
    coverage === 'full' ? coverage : `${coverage} with seed ${seed}`,
    ...(filter === undefined ? [] : [filter]),
    ...(shard ? [`shard ${shard.index} of ${shard.count}`] : []),
  ].join(', ');
}

/** The pace of a run, like `27 000 cells in 1 min 25 s, 318 a second`. */
export function paceText({ results, durationMs }: MatrixRun): string {
  const rate = durationMs === 0 ? '' : `, ${grouped(Math.round((results.length / durationMs) * 1000))} a second`;
  return `${counted(results.length, 'cell')} in ${durationText(durationMs)}${rate}`;
}

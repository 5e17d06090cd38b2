import { EVENT_ID, type Event, getScalarValue, parseEvents, type ScalarEvent } from 'js-yaml';
import { toPointerPart } from '../../errors/json-pointer.ts';

/** The deepest nesting of a document. Documents of real systems have about 50 levels. */
export const MAX_NESTING = 500;

/** A collection that is open at a place of a text. */
interface Open {
  readonly isMapping: boolean;
  readonly pointer: string;
  /** The number of keys and values, or of items, before the place. */
  count: number;
  /** The key whose value comes next. */
  key: string;
}

/**
 * Goes through the values of a YAML or JSON text in their order, with the pointer and the offset of each; the offset of a field is
 * that of its name. Stops when `found` says so. JSON is YAML, so that one parser serves both.
 */
export function visitValues(text: string, found: (pointer: string, offset: number) => boolean): void {
  const open: Open[] = [];
  for (const event of eventsIn(text)) {
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type !== EVENT_ID.DOCUMENT && visit(event, text, open, found)) return;
  }
}

function visit(event: Event, text: string, open: Open[], found: (pointer: string, offset: number) => boolean): boolean {
  const parent = open.at(-1);
  const offset = offsetOf(event);
  if (parent?.isMapping && parent.count % 2 === 0) {
    parent.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    parent.count += 1;
    return found(`${parent.pointer}/${toPointerPart(parent.key)}`, offset);
  }
  const pointer = pointerIn(parent);
  if (parent) parent.count += 1;
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
    open.push({ isMapping: event.type === EVENT_ID.MAPPING, pointer, count: 0, key: '' });
  return parent?.isMapping !== true && found(pointer, offset);
}

function pointerIn(parent: Open | undefined): string {
  if (!parent) return '';
  return `${parent.pointer}/${parent.isMapping ? toPointerPart(parent.key) : parent.count}`;
}

function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return startOf(event);
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return 'start' in event ? event.start : 0;
}

function startOf({ valueStart, tagStart, anchorStart }: ScalarEvent): number {
  return Math.max(0, valueStart === -1 ? Math.max(tagStart, anchorStart) : valueStart);
}

function eventsIn(text: string): readonly Event[] {
  try {
    return parseEvents(text, { maxDepth: MAX_NESTING });
  } catch {
    return [];
  }
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

import { toPointerPart } from '../../errors/json-pointer.ts';
import { Refusal } from '../../errors/refusal.ts';
import type { AnswerMakers } from '../answers/answer.ts';
import { withFieldsOf } from '../answers/echo.ts';
import { kindNamed } from '../answers/kinds.ts';
import { plain } from '../answers/paging-names.ts';
import { mistakesOrTooLarge } from '../checking/mistakes-or-too-large.ts';
import { isHidden } from '../checking/objects.ts';
import { isObject, type JsonObject } from '../reading/json.ts';
import { possibleTypes, propertyNames, propertySchema } from '../requests/schema-types.ts';
import type { Schema } from '../schemas/schema.ts';
import { mergePatch } from './merge-patch.ts';
import type { Resource } from './resource.ts';

/** The kinds of times that a server sets by itself. */
export type TimeKind = 'created' | 'updated';

const timeNames: Readonly<Record<TimeKind, RegExp>> = {
  created: /^created(at|on|date|time)?$/,
  updated: /^(updated|modified)(at|on|date|time)?$/,
};

interface Timing {
  readonly time: string;
  readonly kinds: readonly TimeKind[];
  /** The fields that stay as they are. */
  readonly except: readonly string[];
}

/** Makes the items of a resource. */
export class ItemMaker {
  readonly resource: Resource;
  readonly #makers: AnswerMakers;

  constructor(resource: Resource, makers: AnswerMakers) {
    this.resource = resource;
    this.#makers = makers;
  }

  /** An item with all its fields, one of those that are there from the start; `undefined` when none can be made. */
  seeded(seed: string, fields: JsonObject): JsonObject | undefined {
    return this.#made(seed, fields, undefined);
  }

  /** An item with all its fields, of the kind that a request says. */
  #made(seed: string, fields: JsonObject, sent: JsonObject | undefined): JsonObject | undefined {
    const { schema } = this.resource;
    const kind = kindNamed(schema, sent);
    const made = this.#makers.generator.make(schema, seed, { name: '', usesExamples: true, kind });
    const whole = isObject(made) ? withFieldsOf(fields, made, schema, this.#makers.checker) : undefined;
    return isObject(whole) ? whole : undefined;
  }

  /** An item of the fields that a request sends: with those that the server has to add, and those that it sets by itself. */
  created(seed: string, sent: JsonObject, fields: JsonObject): JsonObject | undefined {
    const { schema, idName } = this.resource;
    const made = this.#made(seed, fields, sent);
    if (!made) return undefined;
    const defaults = this.#defaults();
    const kept = Object.entries(made).filter(
      ([name]) =>
        name === idName || Object.hasOwn(fields, name) || (this.#isOfServer(name) && !Object.hasOwn(defaults, name)),
    );
    const own = { ...defaults, ...Object.fromEntries(kept) };
    return (
      this.#combined([
        { ...own, ...this.#known(sent) },
        { ...made, ...this.#known(sent) },
      ]) ?? asObject(withFieldsOf(this.#known(sent), made, schema, this.#makers.checker))
    );
  }

  /** The new version of an item that is replaced: the fields that the server sets by itself stay. */
  replaced(before: JsonObject, sent: JsonObject, seed: string): JsonObject | undefined {
    const { idName } = this.resource;
    const kept = Object.entries(before).filter(([name]) => name === idName || this.#isOfServer(name));
    const own = Object.fromEntries(kept);
    const whole = this.#combined([{ ...this.#known(sent), ...own }]);
    const made = whole ?? this.created(seed, sent, own);
    return made && { ...made, [idName]: before[idName] };
  }

  /**
   * An item with some fields changed, as a JSON merge patch says (RFC 7396). The path is that of the patch in its request. Throws
   * `VALIDATION_ERROR` for a patch that makes the item one that its schema does not allow, or gives it another id; such a patch
   * changes nothing.
   */
  changed(before: JsonObject, patch: JsonObject, path: string): JsonObject {
    const { schema, idName } = this.resource;
    const id = before[idName];
    if (Object.hasOwn(patch, idName) && String(patch[idName]) !== String(id))
      throw Refusal.ofField('VALIDATION_ERROR', `${path}/${toPointerPart(idName)}`, `must stay ${JSON.stringify(id)}`);
    const own = { ...this.#known(patch), [idName]: id };
    const merged = mergePatch(before, own);
    if (this.isValid(merged)) return merged;
    const wrong = mistakesOrTooLarge(() => this.#makers.checker.mistakes(schema, merged, path));
    // A field that has to be there, and may be null, can't be removed: null is its value then.
    const isNeeded = (name: string) => wrong.some((mistake) => mistake.path === `${path}/${toPointerPart(name)}`);
    const nulls = Object.entries(own).filter(([name, value]) => value === null && isNeeded(name));
    const withNulls = { ...merged, ...Object.fromEntries(nulls) };
    if (nulls.length > 0 && this.isValid(withNulls)) return withNulls;
    Refusal.refuseFields(wrong);
    return merged;
  }

  /** An item with a time in its fields of some kinds: as text, as a date, or in seconds, whichever of them is valid. */
  timed(item: JsonObject, { time, kinds, except }: Timing): JsonObject {
    const { schema } = this.resource;
    const names = propertyNames(schema).filter(
      (name) => !except.includes(name) && kinds.some((kind) => timeNames[kind].test(plain(name))),
    );
    const seconds = Math.floor(Date.parse(time) / 1_000);
    let changed = item;
    for (const name of names) {
      const candidates = [time, time.slice(0, 10), seconds].map((value) => ({ ...changed, [name]: value }));
      changed = this.#combined(candidates) ?? changed;
    }
    return changed;
  }

  /** The type of ids: numbers in turn, or texts. */
  get hasNumberIds(): boolean {
    const property = propertySchema(this.resource.schema, this.resource.idName);
    const types = property ? possibleTypes(property) : new Set<string>();
    return types.has('number') && !types.has('string');
  }

  isValid(item: JsonObject): boolean {
    return this.#makers.checker.isValid(this.resource.schema, item);
  }

  #combined(candidates: readonly JsonObject[]): JsonObject | undefined {
    return candidates.find((candidate) => this.isValid(candidate));
  }

  /** The fields that the schema knows and that an answer may have; all of them when it names none. */
  #known(sent: JsonObject): JsonObject {
    const names = new Set(propertyNames(this.resource.schema));
    if (names.size === 0) return sent;
    const known = Object.entries(sent).filter(
      ([name]) => names.has(name) && !isHidden(propertySchema(this.resource.schema, name), 'response'),
    );
    return Object.fromEntries(known);
  }

  /** Whether the server sets a field by itself, such as the time of creation. */
  #isOfServer(name: string): boolean {
    const property = propertySchema(this.resource.schema, name);
    const isTime = Object.values(timeNames).some((names) => names.test(plain(name)));
    return property?.flag('readOnly') === true || isTime;
  }

  #defaults(): JsonObject {
    const { schema } = this.resource;
    const entries = propertyNames(schema).flatMap((name): [string, unknown][] => {
      const value = defaultOf(propertySchema(schema, name));
      return value === undefined ? [] : [[name, value]];
    });
    return Object.fromEntries(entries);
  }
}

function defaultOf(schema: Schema | undefined): unknown {
  return schema?.keywords.default ?? schema?.target?.keywords.default;
}

function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

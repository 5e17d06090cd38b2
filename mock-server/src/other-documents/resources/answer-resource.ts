import { toPointerPart } from '../../errors/json-pointer.ts';
import { Refusal } from '../../errors/refusal.ts';
import {
  type AnswerMakers,
  type Asked,
  answerWith,
  checkAccept,
  type GivenValue,
  type MadeAnswer,
  makeAnswer,
} from '../answers/answer.ts';
import { chooseResponse } from '../answers/choose-response.ts';
import { NONE } from '../generating/making.ts';
import { fieldOf, isObject, type JsonObject } from '../reading/json.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Collection, canBeInPath, idOf, newItem, seededCollection } from './collection.ts';
import { withLocation } from './item-location.ts';
import { ItemMaker, type TimeKind } from './item-maker.ts';
import { pageOf, withPage } from './list-page.ts';
import type { ResourceRole } from './resource.ts';
import type { ResourceStore } from './resource-store.ts';
import { type SentFields, sentFields } from './sent-fields.ts';
import { shownItem } from './shown-item.ts';

/** A request for a resource. */
export interface ResourceRequest {
  readonly asked: Asked;
  readonly makers: AnswerMakers;
  readonly store: ResourceStore;
  readonly uuid: string;
  /** The time of the account's clock, when that is stopped. */
  readonly time: string | undefined;
  /** The path of the request, and what a client writes before it. */
  readonly path: string;
  readonly address: { readonly origin: string; readonly prefix: string };
  /** The seed of all answers of the document. */
  readonly documentSeed: string;
}

/** Answers a request for a resource from the account's state of it, and changes that state. */
export function answerResource({ resource, role }: ResourceRole, request: ResourceRequest): MadeAnswer {
  if (role !== 'list' && role !== 'read') checkAccept(request.asked);
  return actions[role](new ResourceAccess(request, new ItemMaker(resource, request.makers)));
}

const actions: Readonly<Record<ResourceRole['role'], (access: ResourceAccess) => MadeAnswer>> = {
  list: (access) => access.list(),
  create: (access) => access.create(),
  read: (access) => access.answer(access.found()),
  replace: (access) => access.put(({ before, sent, maker, seed }) => maker.replaced(before, sent.fields, seed)),
  change: (access) => access.change(),
  delete: (access) => access.delete(),
};

interface Changing {
  readonly before: JsonObject;
  readonly sent: SentFields;
  readonly maker: ItemMaker;
  readonly seed: string;
}

type Change = (changing: Changing) => JsonObject | undefined;

/** The items of an account that a request is about. */
class ResourceAccess {
  readonly #request: ResourceRequest;
  readonly #maker: ItemMaker;

  constructor(request: ResourceRequest, maker: ItemMaker) {
    this.#request = request;
    this.#maker = maker;
  }

  list(): MadeAnswer {
    const { asked, makers } = this.#request;
    const { operation, parameters } = asked;
    const { items } = this.#collectionToRead();
    const page = pageOf([...items.values()], { operation, parameters, idName: this.#maker.resource.idName });
    return makeAnswer(asked, makers, (schema) => {
      const made = schema ? makers.generator.make(schema, asked.seed, { name: '', usesExamples: false }) : [];
      if (made === NONE) return undefined;
      if (!schema) return { value: page.items };
      const show = (item: JsonObject, itemSchema: Schema) => this.#shown(item, itemSchema) ?? item;
      return { value: withPage(made, page, schema, { checker: makers.checker, show }) };
    });
  }

  create(): MadeAnswer {
    const { store } = this.#request;
    const { fields: sent, path } = this.#sent();
    const { idName } = this.#maker.resource;
    const given = fieldOf(sent, idName);
    if (given !== undefined && !canBeInPath(String(given)))
      throw Refusal.ofField(
        'VALIDATION_ERROR',
        `${path}/${toPointerPart(idName)}`,
        'must be an id that a path can end with',
      );
    const collection = this.#collectionToChange();
    if (given !== undefined && collection.items.has(String(given)))
      return this.#refuse('409', this.#taken(String(given)));
    const make = (seed: string, own: JsonObject) => this.#maker.created(seed, sent, { ...this.#parents(), ...own });
    const made = newItem(collection, this.#maker, make, this.#seed());
    if (!made) return makeAnswer(this.#request.asked, this.#request.makers);
    const item = this.#timed(made, sent, ['created', 'updated']);
    const id = idOf(item, this.#maker);
    store.put(collection, id, item);
    return this.#locating(id, this.answer(item));
  }

  /** The answer with the path of the item that was created. */
  #locating(id: string, answer: MadeAnswer): MadeAnswer {
    const { asked, makers, address } = this.#request;
    const path = `${address.prefix}${this.#path()}/${encodeURIComponent(id)}`;
    return withLocation(answer, asked.operation, { origin: address.origin, path }, makers);
  }

  /** Changes an item by a JSON merge patch. Throws `VALIDATION_ERROR` for a body that is none, or that its schema does not allow. */
  change(): MadeAnswer {
    return this.put(({ before, sent, maker }) => {
      const { body } = this.#request.asked;
      if (body !== undefined && !isObject(body))
        throw Refusal.ofField('VALIDATION_ERROR', '', 'must be an object: a JSON merge patch (RFC 7396)');
      return maker.changed(before, sent.fields, sent.path);
    });
  }

  put(change: Change): MadeAnswer {
    const before = this.found();
    if (!before) return this.answer(before);
    const sent = this.#sent();
    const changed = change({ before, sent, maker: this.#maker, seed: this.#seed() }) ?? before;
    const item = this.#timed(changed, sent.fields, ['updated']);
    this.#request.store.put(this.#collectionToChange(), idOf(before, this.#maker), item);
    return this.answer(item);
  }

  /** The item with the time of the account's clock, in the fields for it that the request does not send. */
  #timed(item: JsonObject, sent: JsonObject, kinds: readonly TimeKind[]): JsonObject {
    const { time } = this.#request;
    return time === undefined ? item : this.#maker.timed(item, { time, kinds, except: Object.keys(sent) });
  }

  delete(): MadeAnswer {
    const item = this.found();
    if (item) this.#request.store.remove(this.#collectionToChange(), idOf(item, this.#maker));
    return this.answer(item);
  }

  /** The item that the request names; `undefined` when there is none. */
  found(): JsonObject | undefined {
    return this.#collectionToRead().items.get(this.#namedId());
  }

  /** The answer about an item, and 404 about none. */
  answer(item: JsonObject | undefined): MadeAnswer {
    const { asked, makers } = this.#request;
    if (item) return makeAnswer(asked, makers, this.#showing(item));
    return this.#refuse('404', Refusal.notFound(`item ${this.#namedId()} in ${this.#path()}`));
  }

  /** The item as a schema has it. */
  #showing(item: JsonObject): GivenValue {
    return (schema: Schema | undefined) => {
      const shown = schema ? this.#shown(item, schema) : item;
      return shown && { value: shown };
    };
  }

  #shown(item: JsonObject, schema: Schema): JsonObject | undefined {
    const own = this.#maker.resource.schema;
    const seed = `${this.#seed()} ${idOf(item, this.#maker)}`;
    return shownItem({ item, own, seed }, schema, this.#request.makers);
  }

  /** The refusal that the document describes, else the server's own. */
  #refuse(code: string, refusal: Refusal): MadeAnswer {
    const { asked, makers } = this.#request;
    const described = asked.operation.responses.some(
      ({ status }) => status === code || status === `${code.slice(0, 1)}XX`,
    );
    if (!described) throw refusal;
    return answerWith(chooseResponse(asked.operation, code), asked, makers);
  }

  #taken(id: string): Refusal {
    const path = `/${this.#maker.resource.idName}`;
    return new Refusal('ALREADY_EXISTS', `There is ${id} already: send another id.`, [
      { path, message: 'must not be taken' },
    ]);
  }

  #collectionToRead(): Collection {
    const { store, uuid } = this.#request;
    return store.read(uuid, this.#path(), () => this.#newCollection());
  }

  #collectionToChange(): Collection {
    const { store, uuid } = this.#request;
    return store.change(uuid, this.#path(), () => this.#newCollection());
  }

  #newCollection(): Collection {
    return seededCollection(this.#maker, this.#seed(), this.#parents());
  }

  /** The path of the collection: of the request, without the id of an item. */
  #path(): string {
    const { path, asked } = this.#request;
    const whole = path.endsWith('/') ? path.slice(0, -1) : path;
    const isItem = asked.operation.template.replace(/\/$/, '') !== this.#maker.resource.template;
    return isItem ? whole.slice(0, whole.lastIndexOf('/')) : whole;
  }

  #seed(): string {
    return `${this.#request.documentSeed} ${this.#path()}`;
  }

  #namedId(): string {
    const { asked, path } = this.#request;
    const given = asked.parameters.get(`path/${this.#maker.resource.parameter}`);
    // Some documents do not describe the parameters of their paths.
    return given === undefined ? textOf(path.slice(path.lastIndexOf('/') + 1)) : String(given);
  }

  /** The ids of the path before that of the item: they are fields of it, where it has fields of their names. */
  #parents(): JsonObject {
    const { parameter } = this.#maker.resource;
    const parents = [...this.#request.asked.parameters].flatMap(([path, value]): [string, unknown][] => {
      const [place, name = ''] = path.split('/');
      return place === 'path' && name !== parameter ? [[name, value]] : [];
    });
    return Object.fromEntries(parents);
  }

  #sent(): SentFields {
    return sentFields(this.#request.asked.body, this.#maker.resource);
  }
}

function textOf(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

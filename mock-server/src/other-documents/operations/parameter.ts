import { fieldOf } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Media, mediaOf } from './media.ts';
import type { OperationSource } from './operation-source.ts';
import { parametersInPath } from './path-template.ts';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly style: string;
  readonly isExploded: boolean;
  readonly schema: Schema | undefined;
  /** The media type of a parameter that is written as one. */
  readonly media: Media | undefined;
}

/** The parameters of a path and of an operation of it, of which the operation's own come before those of the same place and name. */
export function parametersOf(places: readonly Located[], template: string, source: OperationSource): Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const at of places) {
    for (const [, entry] of childrenOf(childOf(at, 'parameters'))) {
      const parameter = parameterAt(source.references.resolve(entry), source);
      const placed = parameter && inTemplate(parameter, template);
      if (placed) byKey.set(`${placed.in} ${placed.name}`, placed);
    }
  }
  for (const name of parametersInPath(template).path) {
    if (!byKey.has(`path ${name}`)) byKey.set(`path ${name}`, undescribed(name));
  }
  return [...byKey.values()];
}

/** A parameter that a path has and the document does not describe: any text. */
function undescribed(name: string): Parameter {
  const style = DEFAULT_STYLES.path ?? 'simple';
  return { name, in: 'path', isRequired: false, style, isExploded: false, schema: undefined, media: undefined };
}

/** A parameter of the path that the path has nowhere can't be sent, and so is none. One that the template has behind `?` is of the query. */
function inTemplate(parameter: Parameter, template: string): Parameter | undefined {
  if (parameter.in !== 'path') return parameter;
  const { path, query } = parametersInPath(template);
  if (path.includes(parameter.name)) return parameter;
  const key = query.find(([, name]) => name === parameter.name)?.[0];
  return key === undefined ? undefined : { ...parameter, name: key, in: 'query', style: 'form', isExploded: true };
}

/** Headers that the standard keeps for itself, those of the connection, and the one by which the mock is told its answer. */
const NOT_PARAMETERS: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'authorization',
  'prefer',
  'content-length',
  'transfer-encoding',
  'connection',
  'host',
]);

const DEFAULT_STYLES: Readonly<Record<string, string>> = {
  query: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple',
};

function parameterAt(at: Located, { references, schemas }: OperationSource): Parameter | undefined {
  const [name, place] = [fieldOf(at.value, 'name'), fieldOf(at.value, 'in')];
  if (typeof name !== 'string' || typeof place !== 'string') return undefined;
  if (place === 'header' && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  const given = fieldOf(at.value, 'style');
  const style = typeof given === 'string' ? given : (DEFAULT_STYLES[place] ?? 'form');
  const explode = fieldOf(at.value, 'explode');
  const schema = childOf(at, 'schema');
  return {
    name,
    in: place,
    isRequired: place === 'path' || fieldOf(at.value, 'required') === true,
    style,
    isExploded: typeof explode === 'boolean' ? explode : style === 'form' || style === 'deepObject',
    schema: schema.value === undefined ? undefined : schemas.of(schema),
    media: mediaOf(at, references, schemas)[0],
  };
}

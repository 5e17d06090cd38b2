import { promisify } from 'node:util';
import converter from 'openapi-to-postmanv2';

/** The account of the document's examples. */
const account = 'uuid-kr-test';

interface Parameter {
  key: string;
  value: string;
  disabled?: boolean;
  description?: Description;
}
interface Description {
  content: string;
  type: string;
}
interface Url {
  host: string[];
  path: string[];
  query?: Parameter[];
  variable?: Parameter[];
}
interface RequestItem {
  name: string;
  request: {
    method: string;
    url: Url;
    header?: Parameter[];
    body?: { mode: string; raw?: string };
    description?: Description;
  };
}
interface Folder {
  name: string;
  description?: Description;
  item: RequestItem[];
}
interface Collection {
  info: { name: string; description: Description; schema: string };
  item: Folder[];
  variable: { key: string; value: string; type?: string }[];
}
const convert = promisify(converter.convertV2);

/**
 * The requests of an OpenAPI document as a Postman collection 2.1, in JSON. Two variables fill every request: `baseUrl` and `uuid`.
 * Optional parts of a request are in it, switched off. The same document makes the same text.
 */
export async function collectionOf(openapi: string): Promise<string> {
  const options = { folderStrategy: 'Tags', parametersResolution: 'Example' } as const;
  const conversion = await convert({ type: 'string', data: openapi }, options);
  const [converted] = conversion?.output ?? [];
  if (converted === undefined) throw new Error(`openapi.yaml makes no collection: ${conversion?.reason}`);
  const { info, item, variable }: Collection = JSON.parse(JSON.stringify(converted.data));
  const collection = {
    info: { name: info.name, description: info.description, schema: info.schema },
    item: item.map(folderOf),
    variable: [...variable, { key: 'uuid', value: account, type: 'string' }],
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

/** Without ids, which are made anew by every conversion, and without examples of answers, which the server itself gives. */
function folderOf({ name, description, item }: Folder): Folder {
  return { name, ...(description !== undefined && { description }), item: item.map(itemOf) };
}

function itemOf({ name, request: { method, url, header = [], body, description } }: RequestItem): RequestItem {
  const { host, path, query = [], variable = [] } = url;
  return {
    name,
    request: {
      method,
      url: { host, path, query: query.map(parameterOf), variable: variable.map(parameterOf) },
      header: header.map(headerOf),
      ...(body?.raw !== undefined && { body: { ...body, raw: ofTheAccount(body.raw) } }),
      ...(description !== undefined && { description }),
    },
  };
}

function parameterOf({ key, value, description }: Parameter): Parameter {
  const isRequired = description?.content.startsWith('(Required)') ?? true;
  return {
    key,
    value: ofTheAccount(value),
    ...(!isRequired && { disabled: true }),
    ...(description && { description }),
  };
}

/** A header is switched off when it could surprise: a key of an earlier request would replay that one's answer. */
function headerOf({ key, value, description }: Parameter): Parameter {
  const isKey = key === 'Idempotency-Key';
  return {
    key,
    value: isKey ? '' : ofTheAccount(value),
    ...(isKey && { disabled: true }),
    ...(description && { description }),
  };
}

/** The examples of the document are those of one account. The collection has a variable for it, also within ids. */
function ofTheAccount(example: string): string {
  return example.replaceAll(account, '{{uuid}}');
}

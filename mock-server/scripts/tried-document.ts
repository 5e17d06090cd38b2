/** The API document as the page of the API shows it: it asks once for the account, which a person would else type at every operation. */

interface Parameter {
  readonly $ref?: string;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly [key: string]: unknown;
}
interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** The account that is filled in. It is that of the document's examples. */
const ACCOUNT = 'uuid-kr-test';

const HEADER = '#/components/parameters/AccountHeader';
const QUERY = '#/components/parameters/AccountQuery';

/**
 * The document against the server that shows it, wherever that is, and whatever a proxy has before its paths. The account is asked for
 * by “Authorize”, and not at each operation. An idempotency key has no example: a key that is sent twice replays the first answer.
 */
export function triedDocument(document: ApiDocument): object {
  const { components } = document;
  const { IdempotencyKey = {}, ...parameters } = components.parameters ?? {};
  const { example, ...key } = { example: undefined, ...IdempotencyKey };
  return {
    ...document,
    servers: [{ url: '..', description: 'This server.' }],
    components: {
      ...components,
      parameters: { ...parameters, IdempotencyKey: key },
      securitySchemes: {
        account: {
          type: 'apiKey',
          in: 'header',
          name: 'uuid',
          description: `The account. It is ${ACCOUNT} until you log out here and give another.`,
        },
      },
    },
    paths: mapped(document.paths, (methods) => mapped(methods, askedOnce)),
  };
}

/** The library's object on the page, as far as it is used. */
declare const ui: { preauthorizeApiKey(scheme: string, value: string): void };

/** Options of the library: it resolves the server's URL against that of the page, not the root of its host, and fills in the account. */
export const triedHere = {
  url: './',
  // This function becomes a part of the page, where it has nothing of this file.
  onComplete: () => ui.preauthorizeApiKey('account', 'uuid-kr-test'),
};

function askedOnce(operation: Operation): Operation {
  const { parameters = [] } = operation;
  if (!parameters.some(({ $ref }) => $ref === HEADER)) return operation;
  const others = parameters.filter(({ $ref }) => $ref !== HEADER && $ref !== QUERY);
  return { ...operation, parameters: others, security: [{ account: [] }] };
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

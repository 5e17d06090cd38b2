import { type BodyField, fieldsOf } from './body-fields.ts';
import { type SizedValue, sizedValuesOf } from './body-values.ts';
import { type Operation, operations } from './document.ts';
import type { GrowthCase } from './measure.ts';
import { newAccount } from './new-account.ts';
import { targetOf } from './request-target.ts';
import { jsonText, type ServerProcess } from './server-process.ts';

/** The largest body that a server takes. */
const MAX_BODY_BYTES = 1024 * 1024;

/** The smallest n that is compared with 4n. */
const SMALLEST = 16;

/** This text stands for the value in the body around it. */
const PLACE = 'the place of the value';

/** The largest number of characters of one text; a body has room for many more characters than items. */
const MAX_CHARACTERS = 200_000;

/** The largest number of items of one array, or of keys of one map. */
const MAX_ELEMENTS = 60_000;

/** The cases of every operation that takes a body: one for everything that its body can have many of. */
export function bodyGrowth(server: ServerProcess, mode: Mode): GrowthCase[] {
  return operations.flatMap((operation) =>
    fieldsToFill(operation, mode).flatMap((field) =>
      sizedValuesOf(field)
        .map((value) => caseOf(operation, field, { value, server, mode }))
        .filter(({ sizes }) => sizes.length > 0),
    ),
  );
}

/** Whether the server was started with `--strict`. */
export type Mode = 'lenient' | 'strict';

/**
 * The fields of an operation's body to fill. Of the texts and numbers that are checked alike only one is filled, and only for a
 * lenient server, as a strict server checks them alike.
 */
function fieldsToFill({ body }: Operation, mode: Mode): readonly BodyField[] {
  const fields = body ? fieldsOf(body) : [];
  const containers = fields.filter((field) => !isScalar(field));
  if (mode === 'strict') return containers;
  const scalars = new Map(fields.filter(isScalar).map((field) => [constraintsOf(field), field]));
  return [...containers, ...scalars.values()];
}

/** The constraints of a field that are checked, without its description. */
function constraintsOf({ shape }: BodyField): string {
  const { type, format, pattern, enum: values, minLength, maxLength, minimum, maximum } = shape;
  return JSON.stringify([type, format, pattern, values, minLength, maxLength, minimum, maximum]);
}

function isScalar({ kind }: BodyField): boolean {
  return kind === 'string' || kind === 'number';
}

interface Filling {
  readonly value: SizedValue;
  readonly server: ServerProcess;
  readonly mode: Mode;
}

function caseOf(operation: Operation, field: BodyField, { value, server, mode }: Filling): GrowthCase {
  const { operationId, method } = operation;
  const bodyOf = (n: number, salt: string) => {
    const around = JSON.stringify(field.embed(PLACE, salt));
    return jsonText(around.replace(`"${PLACE}"`, () => value.json(n, salt)));
  };
  return {
    operationId,
    grows: `${mode}: ${field.path || 'the body'}: ${value.what}`,
    allowed: 'linear',
    sizes: sizesUpTo(largestOf(field, value, (n) => Buffer.byteLength(bodyOf(n, 'salt-1').body))),
    async send(n) {
      const account = await newAccount(server, operation, mode === 'strict');
      const { body, headers } = bodyOf(n, account.salt);
      return server.send({ method, target: targetOf(operation), body, headers: { ...headers, ...account.headers } });
    },
  };
}

function largestOf(field: BodyField, { max = Number.POSITIVE_INFINITY }: SizedValue, bytesOf: (n: number) => number) {
  const bound = Math.min(max, isScalar(field) ? MAX_CHARACTERS : MAX_ELEMENTS);
  const sample = Math.min(bound, 1000);
  const bytesEach = (bytesOf(sample) - bytesOf(0)) / sample;
  const fitting = (MAX_BODY_BYTES - bytesOf(0)) / (bytesEach + 4);
  return Math.floor(Math.min(bound, fitting));
}

/** The sizes n to compare with 4n: each is four times the one before, and the last is a quarter of `largest`. */
export function sizesUpTo(largest: number): readonly number[] {
  const sizes: number[] = [];
  for (let n = Math.floor(largest / 4); n >= SMALLEST; n = Math.floor(n / 4)) sizes.unshift(n);
  return sizes;
}

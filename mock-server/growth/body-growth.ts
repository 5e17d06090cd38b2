import { type BodyField, fieldsOf } from './body-fields.ts';
import { type SizedValue, sizedValuesOf } from './body-values.ts';
import { type Operation, operations } from './document.ts';
import type { GrowthCase } from './measure.ts';
import { newAccount } from './new-account.ts';
import { targetOf } from './request-target.ts';
import { jsonText, type ServerProcess } from './server-process.ts';

/** What a server takes, less what a base body may need. */
const MAX_BODY_BYTES = 1024 * 1024;
const SMALLEST = 16;

/** Stands for the value in the body that is around it. */
const PLACE = 'the place of the value';

/** Characters are many more to a body than items are: of one text, this is long. */
const MAX_CHARACTERS = 200_000;
const MAX_ELEMENTS = 60_000;

/** Every operation that takes a body, and everything in it that there can be many of. */
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

/** Of texts and numbers that may be the same, one: they are checked alike, and by strict servers as by others. */
function fieldsToFill({ body }: Operation, mode: Mode): readonly BodyField[] {
  const fields = body ? fieldsOf(body) : [];
  const containers = fields.filter((field) => !isScalar(field));
  if (mode === 'strict') return containers;
  const scalars = new Map(fields.filter(isScalar).map((field) => [constraintsOf(field), field]));
  return [...containers, ...scalars.values()];
}

/** What is checked of a value, without what is only said of it. */
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

/** Sizes n of which the last is a quarter of the largest, each four times the one before. */
export function sizesUpTo(largest: number): readonly number[] {
  const sizes: number[] = [];
  for (let n = Math.floor(largest / 4); n >= SMALLEST; n = Math.floor(n / 4)) sizes.unshift(n);
  return sizes;
}

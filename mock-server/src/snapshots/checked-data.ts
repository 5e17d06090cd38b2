import { Refusal } from '../errors/refusal.ts';
import type { Schema } from './zod-package.ts';

/** The data of a part of a snapshot, when it has the right form. Throws `VALIDATION_ERROR` with the first place that has not. */
export function checkedData<Data>(schema: Schema<Data>, data: unknown, name: string): Data {
  const { success, data: checked, error } = schema.safeParse(data);
  if (success) return checked;
  const [issue] = error.issues;
  const place = [name, ...(issue?.path ?? [])].map(String).join('/');
  throw notRestorable(`${place} is not as a server writes it: ${issue?.message ?? 'it is wrong'}`);
}

/** The refusal of a snapshot whose content is wrong. */
export function notRestorable(reason: string): Refusal {
  const message = `must be the state that a server saved: ${reason}`;
  return Refusal.ofField('VALIDATION_ERROR', '/state', message);
}

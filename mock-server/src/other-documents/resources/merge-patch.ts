import { fieldOf, isObject, type JsonObject } from '../reading/json.ts';

/** An object with a JSON merge patch applied (RFC 7396): null removes a field, and an object changes the fields that it names. */
export function mergePatch(before: JsonObject, patch: JsonObject): JsonObject {
  const changed = Object.entries(patch).map(([name, value]) => [name, patched(fieldOf(before, name), value)]);
  const merged = Object.entries({ ...before, ...Object.fromEntries(changed) });
  return Object.fromEntries(merged.filter(([name]) => fieldOf(patch, name) !== null));
}

function patched(field: unknown, patch: unknown): unknown {
  return isObject(patch) ? mergePatch(isObject(field) ? field : {}, patch) : patch;
}

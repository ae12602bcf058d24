/** Where in a JSON value something was expected and something else found. */
export interface Mismatch {
  readonly path: readonly string[];
  readonly expected: string;
  readonly found: unknown;
}

/** Finds the first mismatch of a JSON value with a shape, or `null`. */
export type JsonShape = (value: unknown, path: readonly string[]) => Mismatch | null;

/** A value that `holds` holds for, in words what it is. */
export const shape =
  (expected: string, holds: (value: unknown) => boolean): JsonShape =>
  (value, path) =>
    holds(value) ? null : { path, expected, found: value };

export const text = shape('a string', (value) => typeof value === 'string');
export const number = shape('a finite number', Number.isFinite);
export const integer = shape('a whole number', Number.isSafeInteger);
export const boolean = shape('true or false', (value) => typeof value === 'boolean');
export const date = shape('an ISO 8601 date', (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)));

export const oneOf = (...values: readonly (string | number | null)[]): JsonShape =>
  shape(`one of ${values.map((value) => JSON.stringify(value)).join(', ')}`, (value) =>
    (values as readonly unknown[]).includes(value),
  );

export const nullOr =
  (inner: JsonShape): JsonShape =>
  (value, path) =>
    value === null ? null : inner(value, path);

/** A property that may be missing. */
export const optional =
  (inner: JsonShape): JsonShape =>
  (value, path) =>
    value === undefined ? null : inner(value, path);

export const listOf =
  (item: JsonShape): JsonShape =>
  (value, path) =>
    Array.isArray(value)
      ? firstMismatch(value.map((element: unknown, index) => item(element, [...path, String(index)])))
      : { path, expected: 'a list', found: value };

/** An object whose properties, whatever their names, all have one shape. */
export const mapOf =
  (property: JsonShape): JsonShape =>
  (value, path) =>
    isObject(value)
      ? firstMismatch(Object.entries(value).map(([key, element]) => property(element, [...path, key])))
      : { path, expected: 'an object', found: value };

/** An object with these properties; others are allowed. */
export const object =
  (properties: Readonly<Record<string, JsonShape>>): JsonShape =>
  (value, path) =>
    isObject(value)
      ? firstMismatch(Object.entries(properties).map(([key, property]) => property(value[key], [...path, key])))
      : { path, expected: 'an object', found: value };

/** Whether a JSON value is an object, and no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const firstMismatch = (mismatches: readonly (Mismatch | null)[]): Mismatch | null =>
  mismatches.find((mismatch) => mismatch !== null) ?? null;

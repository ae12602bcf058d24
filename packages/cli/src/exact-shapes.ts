import type { Layer } from '@resnet/models';
import { propertiesOfLayer, shapes } from '@resnet/run-log';
import { nearestName } from './suggest.js';

/** One of the words of a type: the compiler sees that all of them are named, and no others. */
export const wordOf = <Word extends string>(words: Readonly<Record<Word, true>>): shapes.JsonShape =>
  shapes.oneOf(...Object.keys(words));

/** The shapes of all properties of a type. */
type PropertyShapes<T> = { readonly [Name in keyof T]-?: shapes.JsonShape };

/**
 * An object with the properties of a type, which the compiler sees to, and with no others: a misspelt one would be
 * ignored.
 */
export const exactly =
  <T>(properties: PropertyShapes<T>): shapes.JsonShape =>
  (value, path) => {
    return strayProperty(Object.keys(properties), value, path) ?? shapes.object(properties)(value, path);
  };

/** The first property of an object that has none of some names; `null` where there is none. */
const strayProperty = (names: readonly string[], value: unknown, path: readonly string[]): shapes.Mismatch | null => {
  const entries: readonly [string, unknown][] = typeof value === 'object' ? Object.entries(value ?? {}) : [];
  const other = entries.find(([name]) => !names.includes(name));
  if (other === undefined) return null;
  const [name, found] = other;
  const nearest = nearestName(name, names);
  const expected = `no option of that name${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`;
  return { path: [...path, name], expected, found };
};

/** The first property of a layer, or of one in it, that layers of its kind do not have: it would be ignored. */
export const strayInLayers = (layer: Layer, path: readonly string[]): shapes.Mismatch | null => {
  const [list, inner] =
    layer.kind === 'series' ? ['layers', layer.layers] : layer.kind === 'sum' ? ['branches', layer.branches] : ['', []];
  return (
    strayProperty(propertiesOfLayer(layer.kind), layer, path) ??
    inner.map((one, index) => strayInLayers(one, [...path, list, String(index)])).find((found) => found !== null) ??
    null
  );
};

/** An object of one of the kinds of a type, each of which has a shape of its own. */
export const kindOf = <T extends { readonly kind: string }>(
  kinds: Readonly<Record<T['kind'], shapes.JsonShape>>,
): shapes.JsonShape => {
  const kind = shapes.object({ kind: shapes.oneOf(...Object.keys(kinds)) });
  return (value, path) => kind(value, path) ?? kinds[(value as T).kind as T['kind']](value, path);
};

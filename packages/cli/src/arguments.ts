import { InvalidArgumentError } from 'commander';
import { unknownName } from './suggest.js';

/** An argument parser for commander: a whole number from `least` to `most`, both included. */
export const wholeNumber =
  (least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      // The largest number that is told from the next is of interest to those only who exceed it.
      const open = most === Number.MAX_SAFE_INTEGER && !(value > most);
      throw new InvalidArgumentError(
        `Expected a whole number ${open ? `of at least ${least}` : `from ${least} to ${most}`}.`,
      );
    }
    return value;
  };

/** An argument parser for commander: a number above zero. */
export const positiveNumber = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('Expected a number above zero.');
  return value;
};

/** An argument parser for commander: any finite number. */
export const anyNumber = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
};

/** An argument parser for commander: names separated by commas, each parsed by `parse`. */
export const listOf =
  <T>(parse: (text: string) => T) =>
  (text: string): readonly T[] => {
    const items = text.split(',').map((item) => item.trim());
    if (items.includes('')) throw new InvalidArgumentError('Expected values separated by commas.');
    return items.map(parse);
  };

/** An argument parser for commander: one of `names`, with the nearest one suggested. */
export const oneOf =
  <Name extends string>(what: string, names: readonly Name[]) =>
  (text: string): Name => {
    const found = names.find((name) => name === text);
    if (found === undefined) throw new InvalidArgumentError(`${unknownName(what, text, names)}.`);
    return found;
  };

/** An argument parser for commander: the path of a file or folder. An empty one would be the current folder. */
export const pathText = (text: string): string => {
  if (text === '') throw new InvalidArgumentError('Expected a path, got none.');
  return text;
};

/**
 * Takes `--name value` or `--name=value` out of arguments: `{ value, rest }`, the value undefined where it is not among them.
 * Throws a `RangeError` where the name is there without a value.
 */
export const takeOption = (args, name) => {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  if (at < 0) return { value: undefined, rest: args };
  const joined = args[at] !== name;
  const value = joined ? args[at].slice(name.length + 1) : args[at + 1];
  if (!value || (!joined && value.startsWith('--')))
    throw new RangeError(`expected a folder after ${name}, got nothing`);
  return { value, rest: [...args.slice(0, at), ...args.slice(at + (joined ? 1 : 2))] };
};

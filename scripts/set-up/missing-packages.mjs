/** Whether a package of the lock is made for a machine: `{ os, cpu, libc }`. A list may also name what it is not for: `!win32`. */
const fits = (entry, machine) =>
  ['os', 'cpu', 'libc'].every((key) => {
    const list = entry[key];
    if (list === undefined || machine[key] === null) return true;
    const refused = list.filter((name) => name.startsWith('!'));
    if (refused.length > 0) return !refused.includes(`!${machine[key]}`);
    return list.includes(machine[key]);
  });

/** npm may leave out what is optional, and should not where it is made for this machine and no other. */
const isWanted = (entry, machine) =>
  !entry.link && fits(entry, machine) && (!entry.optional || entry.os !== undefined || entry.cpu !== undefined);

/**
 * The folders of packages that a parsed package-lock.json wants on a machine and that are not, in that version, in
 * `installed`, npm's own record of what it has put into node_modules; nor where `exists` does not find them.
 */
export const missingPackages = ({ lock, installed, machine, exists }) =>
  Object.entries(lock.packages)
    .filter(([path, entry]) => /(^|\/)node_modules\//.test(path) && isWanted(entry, machine))
    .filter(([path, { version }]) => installed.packages[path]?.version !== version || !exists(path))
    .map(([path]) => path);

/** The folders a package at `path` looks for its dependencies in, nearest first. */
const searched = (path) => {
  const parts = path === '' ? [] : path.split('/node_modules/');
  return [...parts.map((_, i) => `${parts.slice(0, parts.length - i).join('/node_modules/')}/`), ''];
};

/** Optional dependencies that a parsed package-lock.json names without an entry: `{ name, by }` each. */
export const missingFromLock = ({ packages }) =>
  Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !searched(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => ({ name, by: path })),
  );

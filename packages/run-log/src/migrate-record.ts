import { isObject } from './json-shape.js';

type Json = Readonly<Record<string, unknown>>;

/** The version of the records that are written. */
export const currentVersion = 3;

/** What makes a record of the next version of one of each older version, by the older one's number. */
const migrations: Readonly<Record<number, (record: Json) => Json>> = {
  // A member was its network, and only networks of the paper were trained: their names say what layers they have.
  1: (record) => ({
    ...record,
    schemaVersion: 2,
    member: isObject(record.network) ? record.network.name : undefined,
    network: isObject(record.network) ? { ...record.network, definition: null } : record.network,
  }),
  // Rates dropped at fixed iterations.
  2: (record) => ({ ...record, schemaVersion: 3, recipe: withKindOfSchedule(record.recipe) }),
};

/** The versions that can be read. */
export const readableVersions: readonly number[] = [...Object.keys(migrations).map(Number), currentVersion];

/** A parsed run.json of any readable version as one of the current version; anything else as it is. */
export const migrateRecord = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const migrate = migrations[value.schemaVersion as number];
  return migrate === undefined ? value : migrateRecord(migrate(value));
};

const withKindOfSchedule = (recipe: unknown): unknown => {
  if (!isObject(recipe) || !isObject(recipe.schedule)) return recipe;
  return { ...recipe, schedule: { kind: 'drops', warmUp: null, ...recipe.schedule } };
};

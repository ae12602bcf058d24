/** The sets that are published where anybody may fetch them. */
export const fetchedSets = ['cifar10', 'imagenette'] as const;
export type FetchedSet = (typeof fetchedSets)[number];

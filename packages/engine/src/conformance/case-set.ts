import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { conformanceCases, type ConformanceCase } from './conformance-cases.js';
import { narrow, narrowNetwork } from './narrow.js';
import { smallProgram, wideNetwork } from './small-network.js';

/** What the conformance suite computes on. */
export interface CaseSet {
  readonly layers: readonly ConformanceCase[];
  /** Residual networks, for training iterations and statistics groups. */
  readonly programs: readonly Program[];
  /** The last of them. */
  readonly largest: Program;
}

const caseSet = (layers: readonly ConformanceCase[], largest: Program): CaseSet => ({
  layers,
  programs: [smallProgram, largest],
  largest,
});

/** With channels that fill vector registers: for an engine whose code depends on how many there are. */
export const wideCases = caseSet(conformanceCases, flatten(wideNetwork));

/** The same with an eighth of the channels where they are many: for one whose code does not, and which is slow. */
export const narrowCases = caseSet(conformanceCases.map(narrow), flatten(narrowNetwork(wideNetwork)));

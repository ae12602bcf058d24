import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { conformanceCases, type ConformanceCase } from './conformance-cases.js';
import { narrow, narrowNetwork } from './narrow.js';
import { wideNetwork } from './small-network.js';

/** What the conformance suite computes on. */
export interface CaseSet {
  readonly layers: readonly ConformanceCase[];
  /** A residual network larger than the small one. */
  readonly largest: Program;
}

/** With channels that fill vector registers: for an engine whose code depends on how many there are. */
export const wideCases: CaseSet = { layers: conformanceCases, largest: flatten(wideNetwork) };

/** The same with an eighth of the channels where they are many: for one whose code does not, and which is slow. */
export const narrowCases: CaseSet = {
  layers: conformanceCases.map(narrow),
  largest: flatten(narrowNetwork(wideNetwork)),
};

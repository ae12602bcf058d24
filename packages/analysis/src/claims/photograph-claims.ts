import { measures } from '../runs/index.js';
import type { Claim, ClaimMember } from './claim.js';
import { degradationClaim, depthClaim, shortcutClaim, twinClaim } from './claim-kinds.js';

/** Where the members of section 4.1 were trained. */
interface PhotographExperiments {
  /** The name of the data set, as ids begin and statements say. */
  readonly dataset: { readonly id: string; readonly name: string };
  /** Of plain-18, plain-34, ResNet-18 and ResNet-34. */
  readonly degradation: string;
  readonly shortcuts: string;
  /** Of ResNet-50 and deeper ones. */
  readonly deeper: string;
  readonly depths: readonly number[];
}

/** What section 4.1 says of plain and residual networks, options and depth, as claims about one set of photographs. */
export const photographClaims = ({
  dataset,
  degradation,
  shortcuts,
  deeper,
  depths,
}: PhotographExperiments): readonly Claim[] => {
  const plain = (depth: number): ClaimMember => ({ experiment: degradation, member: `plain-${depth}` });
  const residual = (depth: number): ClaimMember => ({
    experiment: depth > 34 ? deeper : degradation,
    member: `resnet-${depth}`,
  });
  const withOption = (option: string): ClaimMember => ({ experiment: shortcuts, member: `resnet-34-${option}` });
  const ofFigure4 = measures.flatMap((measure) => [
    degradationClaim(plain(34), plain(18), measure),
    depthClaim(residual(34), residual(18), measure),
    twinClaim(residual(34), plain(34), measure),
  ]);
  const ofTable3 = [
    ...['B', 'C'].map((option) => shortcutClaim(residual(34), withOption(option), 'photographs')),
    ...depths.map((depth, index) => depthClaim(residual(depth), residual(depths[index - 1] ?? 34), 'test')),
  ];
  const about =
    (section: string) =>
    (claim: Claim): Claim => ({
      ...claim,
      id: `${dataset.id}/${claim.id}`,
      section,
      statement: `${dataset.name}: ${claim.statement}`,
    });
  return [...ofFigure4.map(about('4.1, Table 2 and Figure 4')), ...ofTable3.map(about('4.1, Table 3'))];
};

import { evaluationBatches, type ImageSet, type InputTransform } from '@resnet/datasets';
import type { Parameters } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { ResolvedEngine } from '../start/index.js';
import { createProgress, type EvaluationProgress } from './evaluation-progress.js';
import type { ImageProtocol } from './image-protocols.js';
import { protocolNamed } from './protocol-named.js';
import { commonClasses, resultsOf, type EvaluationResult, type NamedSheet } from './results.js';
import { createScoreSheet, type ScoreSheet } from './score-sheet.js';
import { createSessionCache } from './session-cache.js';

/** A trained network and what it is shown of images in memory. */
export interface ImageMember {
  readonly name: string;
  readonly network: Network;
  readonly parameters: Parameters;
  readonly transform: InputTransform;
  /** Those it can be evaluated by. */
  readonly protocols: readonly ImageProtocol[];
}

export interface EvaluateImagesOptions extends ResolvedEngine {
  /** One, or those of an ensemble. */
  readonly members: readonly ImageMember[];
  readonly set: ImageSet;
  /** The name of one that all members have. */
  readonly protocol: string;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}

/** Views at a time. */
const batchSize = 120;

/**
 * The errors of each member on images in memory and, where there are several, of their ensemble. Rejects with a
 * `RangeError` for members of different classes, and for a protocol that one of them does not have.
 */
export const evaluateImages = async (options: EvaluateImagesOptions): Promise<readonly EvaluationResult[]> => {
  const { members, set, protocol: name, onProgress } = options;
  const classes = commonClasses(members);
  const shown = members.map((member) => ({ member, protocol: protocolNamed(member.protocols, name) }));
  const total = set.count * members.length;
  const onShown = createProgress({ total, work: total, onProgress });
  const sheets: NamedSheet[] = [];
  for (const { member, protocol } of shown) {
    const sheet = createScoreSheet(set.count, { classes, average: protocol.average });
    await fillSheet(sheet, { ...options, member, protocol, onShown: (images) => onShown(images, 1) });
    sheets.push({ name: member.name, sheet });
  }
  return resultsOf(sheets, { count: set.count, label: (image) => set.labels[image] ?? -1, key: String }, classes);
};

interface Filling extends Omit<EvaluateImagesOptions, 'protocol'> {
  readonly member: ImageMember;
  readonly protocol: ImageProtocol;
  readonly onShown: (images: number) => void;
}

const fillSheet = async (sheet: ScoreSheet, options: Filling): Promise<void> => {
  const { member, protocol, set, onShown } = options;
  const { network, parameters, transform } = member;
  const cache = createSessionCache({ ...options, network, parameters, most: 1 });
  try {
    const session = await cache.session(set, batchSize);
    let image = 0;
    for (const { images, labels } of evaluationBatches({ set, transform, batchSize, views: protocol.views })) {
      const logits = await session.predict(images);
      const perImage = logits.length / labels.length;
      for (let at = 0; at < labels.length; at++)
        sheet.add(image++, logits.subarray(at * perImage, (at + 1) * perImage));
      onShown(labels.length);
    }
  } finally {
    cache.close();
  }
};

import { evaluationBatches, type ImageSet, type InputTransform, type Views } from '@resnet/datasets';
import type { Parameters } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { Recipe } from '../recipe/index.js';
import type { ResolvedEngine } from '../start/index.js';
import type { EvaluationProgress } from './evaluate-photos.js';
import { commonClasses, resultsOf, type EvaluationResult, type NamedSheet } from './results.js';
import { createScoreSheet } from './score-sheet.js';
import { createSessionCache } from './session-cache.js';

/** A trained network and what it is shown of images in memory. */
export interface ImageMember {
  readonly name: string;
  readonly network: Network;
  readonly parameters: Parameters;
  readonly transform: InputTransform;
}

export interface EvaluateImagesOptions extends ResolvedEngine {
  /** One, or those of an ensemble. */
  readonly members: readonly ImageMember[];
  readonly set: ImageSet;
  readonly protocol: { readonly name: string; readonly views: Views; readonly average: Recipe['cropAverage'] };
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The protocols of section 4.2 for images in memory, by name: the original image, and ten crops of it padded. */
export const imageProtocols = [
  { name: 'single-view', views: 'single-view', average: 'softmax' },
  { name: '10-crop', views: '10-crop', average: 'softmax' },
  { name: '10-crop-logits', views: '10-crop', average: 'logits' },
] as const satisfies readonly EvaluateImagesOptions['protocol'][];

/** Views at a time. */
const batchSize = 120;

/**
 * The errors of each member on images in memory and, where there are several, of their ensemble. Rejects with a `RangeError` for
 * members of different classes.
 */
export const evaluateImages = async (options: EvaluateImagesOptions): Promise<readonly EvaluationResult[]> => {
  const { members, set, protocol, onProgress, signal } = options;
  const classes = commonClasses(members);
  const [sheets, started, total]: [NamedSheet[], number, number] = [[], performance.now(), set.count * members.length];
  for (const { name, network, parameters, transform } of members) {
    const cache = createSessionCache({ ...options, network, parameters, most: 1 });
    const sheet = createScoreSheet(set.count, { classes, average: protocol.average });
    try {
      const session = await cache.session(set, batchSize);
      let image = 0;
      for (const { images, labels } of evaluationBatches({ set, transform, batchSize, views: protocol.views })) {
        signal?.throwIfAborted();
        const logits = await session.predict(images);
        const perImage = logits.length / labels.length;
        for (let at = 0; at < labels.length; at++)
          sheet.add(image++, logits.subarray(at * perImage, (at + 1) * perImage));
        const [shown, seconds] = [sheets.length * set.count + image, (performance.now() - started) / 1000];
        onProgress?.({
          shown,
          total,
          imagesPerSecond: shown / seconds,
          secondsLeft: (seconds * (total - shown)) / shown,
        });
      }
    } finally {
      cache.close();
    }
    sheets.push({ name, sheet });
  }
  return resultsOf(sheets, { count: set.count, label: (image) => set.labels[image] ?? -1, key: String }, classes);
};

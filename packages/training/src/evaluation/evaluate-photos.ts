import {
  mirror,
  orderBySize,
  photoEvaluationBatches,
  type PhotoSet,
  type PhotoTransform,
  type PhotoViews,
} from '@resnet/datasets';
import type { Parameters } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { ResolvedEngine } from '../start/index.js';
import type { PhotoProtocol } from './photo-protocols.js';
import { commonClasses, resultsOf, type EvaluationResult, type NamedSheet } from './results.js';
import { createScoreSheet, type ScoreSheet } from './score-sheet.js';
import { createSessionCache } from './session-cache.js';

/** A trained network and what it is shown. */
export interface PhotoMember {
  readonly name: string;
  readonly network: Network;
  readonly parameters: Parameters;
  readonly transform: PhotoTransform;
}

export interface EvaluatePhotosOptions extends ResolvedEngine {
  /** One, or those of an ensemble. */
  readonly members: readonly PhotoMember[];
  readonly set: PhotoSet;
  /** The network's class of each class of the set: see `classIndices`. */
  readonly classes: Int32Array;
  readonly protocol: PhotoProtocol;
  /** The most views at a time at 224 pixels a side, fewer of larger ones; 16 where not given. */
  readonly batchSize?: number | undefined;
  /** Threads that decode; as many as there are cores where not given. */
  readonly workers?: number | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  /** Rejects with its reason where it is aborted between two batches. */
  readonly signal?: AbortSignal | undefined;
}

/** How far an evaluation is. */
export interface EvaluationProgress {
  /** Photographs shown, once for each member and each scale. */
  readonly shown: number;
  readonly total: number;
  readonly imagesPerSecond: number;
  /** By the pixels that are left. */
  readonly secondsLeft: number;
}

/**
 * The errors of each member on a set of photographs by a protocol and, where there are several, of their ensemble: the average of
 * their softmax scores (table 5). Rejects with a `RangeError` for members of different classes.
 */
export const evaluatePhotos = async (options: EvaluatePhotosOptions): Promise<readonly EvaluationResult[]> => {
  const { members, protocol, set } = options;
  const classes = commonClasses(members);
  const onShown = createClock(options);
  const sheets: NamedSheet[] = [];
  for (const member of members) {
    const sheet = createScoreSheet(set.count, { classes, average: protocol.average });
    await fillSheet(sheet, member, { ...options, onShown });
    sheets.push({ name: member.name, sheet });
  }
  const label = (image: number): number => options.classes[set.labels[image] ?? -1] ?? -1;
  return resultsOf(sheets, { count: set.count, label, key: (image) => set.images.at(image).key }, classes);
};

const defaultBatchSize = 16;

/** Sessions of so many sizes are kept: photographs come sorted by size. */
const mostSessions = 2;

interface Filling extends EvaluatePhotosOptions {
  readonly onShown: (photographs: number, views: PhotoViews) => void;
}

const fillSheet = async (sheet: ScoreSheet, member: PhotoMember, options: Filling): Promise<void> => {
  const { set, protocol, workers, signal, onShown, batchSize = defaultBatchSize } = options;
  const { network, parameters, transform } = member;
  const cache = createSessionCache({ ...options, network, parameters, most: mostSessions });
  try {
    for (const views of protocol.views) {
      const { ordered, places } = orderBySize(set, views);
      const views224 = batchSizeAt(views, batchSize);
      let shown = 0;
      const batches = photoEvaluationBatches({
        set: ordered,
        transform,
        views,
        batchSize: views224,
        ...(workers && { workers }),
      });
      for await (const batch of batches) {
        signal?.throwIfAborted();
        const { images, labels, height, width } = batch;
        const session = await cache.session({ height, width }, views224);
        const shows = protocol.flips === 'flipped' ? [images, mirror(images, { height, width })] : [images];
        for (const show of shows)
          addAll(sheet, await session.predict(show), places.subarray(shown, shown + labels.length));
        shown += labels.length;
        onShown(labels.length, views);
      }
    }
  } finally {
    cache.close();
  }
};

/** Fewer of larger images, so that each batch takes about as much memory. */
const batchSizeAt = (views: PhotoViews, batchSize: number): number => {
  if (views.kind !== 'whole') return Math.max(batchSize, views.kind === '10-crop' ? 10 : 1);
  return Math.max(1, Math.floor((batchSize * 224 ** 2) / views.shorterSide ** 2));
};

const addAll = (sheet: ScoreSheet, logits: Float32Array, places: Int32Array): void => {
  const perImage = logits.length / places.length;
  for (const [at, place] of places.entries()) sheet.add(place, logits.subarray(at * perImage, (at + 1) * perImage));
};

/** Tells the progress, the time left by the pixels that are left. */
const createClock = ({ members, set, protocol, onProgress }: EvaluatePhotosOptions) => {
  const started = performance.now();
  const pixels = (views: PhotoViews): number => views.shorterSide ** 2;
  const all = protocol.views.reduce((sum, views) => sum + pixels(views), 0) * set.count * members.length;
  const total = protocol.views.length * set.count * members.length;
  let [shown, work] = [0, 0];
  return (photographs: number, views: PhotoViews): void => {
    shown += photographs;
    work += photographs * pixels(views);
    const seconds = (performance.now() - started) / 1000;
    onProgress?.({ shown, total, imagesPerSecond: shown / seconds, secondsLeft: (seconds * (all - work)) / work });
  };
};

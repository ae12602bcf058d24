import { isDeepStrictEqual } from 'node:util';
import {
  orderBySize,
  photoEvaluationBatches,
  type PhotoSet,
  type PhotoTransform,
  type PhotoViews,
  type Rendering,
} from '@resnet/datasets';
import type { Parameters } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { grantedCores, type ResolvedEngine } from '../start/index.js';
import { createProgress, type EvaluationProgress } from './evaluation-progress.js';
import { mirror } from './mirror.js';
import type { PhotoEvaluationProtocol } from './photo-protocols.js';
import { protocolNamed } from './protocol-named.js';
import { commonClasses, resultsOf, type EvaluationResult, type NamedSheet } from './results.js';
import { createScoreSheet, type ScoreSheet } from './score-sheet.js';
import { createSessionCache } from './session-cache.js';

/** A trained network and what it is shown. */
export interface PhotoMember {
  readonly name: string;
  readonly network: Network;
  readonly parameters: Parameters;
  readonly transform: PhotoTransform;
  /** That of the paper's augmentation where not given. */
  readonly rendering?: Rendering | undefined;
  /** Those it can be evaluated by, at the sizes that it was trained on. */
  readonly protocols: readonly PhotoEvaluationProtocol[];
  /** The network's index of each class of a set. Throws a `RangeError` for a set of other classes. */
  readonly classIndices: (set: PhotoSet) => Int32Array;
}

export interface EvaluatePhotosOptions extends ResolvedEngine {
  /** One, or those of an ensemble. */
  readonly members: readonly PhotoMember[];
  readonly set: PhotoSet;
  /** The name of one that all members have. */
  readonly protocol: string;
  /** The most views at a time at 224 pixels a side, fewer of larger ones; 16 where not given. */
  readonly batchSize?: number | undefined;
  /** Threads that decode; as many as there are cores for this process where not given. */
  readonly workers?: number | undefined;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
}

/**
 * The errors of each member on a set of photographs by a protocol and, where there are several, of their ensemble: the
 * average of their softmax scores (table 5). Rejects with a `RangeError` for members of different classes or of the same in
 * another order, and for a protocol that one of them does not have.
 */
export const evaluatePhotos = async (options: EvaluatePhotosOptions): Promise<readonly EvaluationResult[]> => {
  const { members, set } = options;
  const classes = commonClasses(members);
  const indices = commonIndices(members, set);
  const shown = members.map((member) => ({ member, protocol: protocolNamed(member.protocols, options.protocol) }));
  const onShown = startProgress(
    shown.map(({ protocol }) => protocol),
    options,
  );
  const sheets: NamedSheet[] = [];
  for (const { member, protocol } of shown) {
    const sheet = createScoreSheet(set.count, { classes, average: protocol.average });
    await fillSheet(sheet, { ...options, member, protocol, onShown });
    sheets.push({ name: member.name, sheet });
  }
  const label = (image: number): number => indices[set.labels[image] ?? -1] ?? -1;
  return resultsOf(sheets, { count: set.count, label, key: (image) => set.images.at(image).key }, classes);
};

const commonIndices = ([first, ...others]: readonly PhotoMember[], set: PhotoSet): Int32Array => {
  const indices = first?.classIndices(set) ?? new Int32Array();
  const other = others.find((member) => !isDeepStrictEqual(member.classIndices(set), indices));
  if (other === undefined) return indices;
  throw new RangeError(
    `expected networks with the classes of ${set.name} in one order, got ${first?.name} and ${other.name} with different ones`,
  );
};

const defaultBatchSize = 16;

/** Sessions of so many sizes are kept: photographs come sorted by size. */
const mostSessions = 2;

interface Filling extends Omit<EvaluatePhotosOptions, 'protocol'> {
  readonly member: PhotoMember;
  readonly protocol: PhotoEvaluationProtocol;
  readonly onShown: (photographs: number, pixelsOfEach: number) => void;
}

const fillSheet = async (sheet: ScoreSheet, options: Filling): Promise<void> => {
  const { member, protocol, set, workers = grantedCores(), onShown, batchSize = defaultBatchSize } = options;
  const { network, parameters, transform, rendering } = member;
  const cache = createSessionCache({ ...options, network, parameters, most: mostSessions });
  try {
    for (const views of protocol.views) {
      const { ordered, places } = orderBySize(set, views);
      let shown = 0;
      const batches = photoEvaluationBatches({
        set: ordered,
        transform,
        views,
        batchSize: batchSizeAt(views, batchSize),
        workers,
        ...(rendering && { rendering }),
      });
      for await (const batch of batches) {
        const { images, labels, height, width } = batch;
        // The first batch of a size is its largest: the set is in the order of sizes.
        const session = await cache.session({ height, width }, images.length / (height * width * 3));
        const shows = protocol.flips === 'flipped' ? [images, mirror(images, width)] : [images];
        for (const show of shows)
          addAll(sheet, await session.predict(show), places.subarray(shown, shown + labels.length));
        shown += labels.length;
        onShown(labels.length, pixels(views));
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

const pixels = ({ shorterSide }: PhotoViews): number => shorterSide ** 2;

/** The work is the pixels. */
const startProgress = (protocols: readonly PhotoEvaluationProtocol[], { set, onProgress }: EvaluatePhotosOptions) => {
  const views = protocols.flatMap((protocol) => protocol.views);
  const work = set.count * views.reduce((sum, view) => sum + pixels(view), 0);
  return createProgress({ total: set.count * views.length, work, onProgress });
};

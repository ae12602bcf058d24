import { createRandom } from '@resnet/random';
import { drawCrop } from '../augment/draw-crop.js';
import { evaluationViews } from '../augment/evaluation-views.js';
import type { Size } from '../augment/pixels.js';
import { renderViews } from '../augment/render-views.js';
import type { ViewPlan } from '../augment/view-plan.js';
import { decodePhoto } from '../decode/decode-photo.js';
import { readPhoto } from '../decode/read-photo.js';
import { createScratch } from '../scratch.js';
import type { PhotoAnswer, PhotoRequest, PhotoTask, PhotoWorkerData } from './photo-task.js';

/** For one photograph after the other; a thread makes one task at a time. */
const scratch = { encoded: createScratch(), decoded: createScratch(), resized: createScratch() };

/** Reads, decodes and shows the photographs of a task, one after the other. */
export async function makePhotos({ photos, images }: PhotoTask, data: PhotoWorkerData): Promise<PhotoAnswer> {
  const length = images.length / photos.length;
  for (const [at, photo] of photos.entries()) {
    try {
      await makePhoto(photo, data, images.subarray(at * length, (at + 1) * length));
    } catch (error) {
      return { photo: at, problem: error instanceof Error ? error.message : String(error) };
    }
  }
  return null;
}

async function makePhoto(photo: PhotoRequest, data: PhotoWorkerData, target: Float32Array): Promise<void> {
  const pixels = await decodePhoto(readPhoto(photo, scratch.encoded), scratch.decoded);
  if (pixels.width !== photo.width || pixels.height !== photo.height) {
    throw new Error(
      `expected ${photo.width}x${photo.height} pixels, as the index says, found ${pixels.width}x${pixels.height}`,
    );
  }
  renderViews(pixels, planOf(photo, data), data.transform, target, scratch.resized);
}

function planOf({ width, height, position }: PhotoRequest, { transform, showing }: PhotoWorkerData): ViewPlan {
  const size: Size = { width, height };
  switch (showing.kind) {
    case 'training': {
      const random = createRandom(showing.seed, 'augmentation', position);
      const { principalComponents } = transform;
      return drawCrop(size, { augmentation: showing.augmentation, principalComponents, random });
    }
    case 'evaluation':
      return evaluationViews(size, showing.views, showing.rendering);
    default:
      return showing satisfies never;
  }
}

import { workerData } from 'node:worker_threads';
import { makePhotos } from './make-photos.js';
import type { PhotoAnswer, PhotoTask, PhotoWorkerData } from './photo-task.js';

/** What a worker thread of the pool runs for each task. */
export default function work(task: PhotoTask): Promise<PhotoAnswer> {
  return makePhotos(task, workerData as PhotoWorkerData);
}

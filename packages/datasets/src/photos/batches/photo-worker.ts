import { workerData } from 'node:worker_threads';
import { move } from 'piscina';
import { makePhotos } from './make-photos.js';
import type { PhotoTask, PhotoWorkerData } from './photo-task.js';

/** What a worker thread of the pool runs for each task; images are handed over, not copied. */
export default async function work(task: PhotoTask): Promise<unknown> {
  const answer = await makePhotos(task, workerData as PhotoWorkerData);
  return 'problem' in answer ? answer : move(answer);
}

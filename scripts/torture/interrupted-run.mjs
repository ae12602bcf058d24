import { existsSync } from 'node:fs';
import { trainRun } from '@resnet/training';
import { iterations, tinyRun } from './tiny-run.mjs';

/** The results folder `root` with a run that was interrupted one iteration before its end, made where it is missing. */
export const interruptedRun = async (root) => {
  if (existsSync(root)) return root;
  const { setup, work } = tinyRun(root);
  const controller = new AbortController();
  const onProgress = ({ iteration }) => {
    if (iteration === iterations - 1) controller.abort(new Error('interrupted'));
  };
  const [{ member, seed }] = work.planned;
  const { signal } = controller;
  await trainRun({ ...setup, member, seed, budget: work.budget, root, signal, onProgress }).catch((error) => {
    if (error.name !== 'InterruptedError') throw error;
  });
  return root;
};

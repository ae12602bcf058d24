import { flatten, type Session } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { createTrainingSession, initializeParameters, type TrainingSessionOptions } from '@resnet/training';

export interface StartSessionOptions extends Omit<TrainingSessionOptions, 'program' | 'groupsAtOnce'> {
  readonly network: Network;
}

/** A session of a network as a run begins, with the initial parameters of its recipe. */
export const startSession = async ({ network, ...options }: StartSessionOptions): Promise<Session> => {
  const program = flatten(network);
  const session = await createTrainingSession({ ...options, program });
  await session.writeParameters(initializeParameters(program, options.recipe, 1));
  return session;
};

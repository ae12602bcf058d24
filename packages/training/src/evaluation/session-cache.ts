import { flatten, type Parameters, type Session } from '@resnet/engine';
import type { Network, Shape } from '@resnet/models';
import type { ResolvedEngine } from '../start/index.js';

export interface SessionCacheOptions extends ResolvedEngine {
  readonly network: Network;
  readonly parameters: Parameters;
  /** The most sessions that are kept; the one used longest ago is closed for another. */
  readonly most: number;
}

/** A network ready to be shown images of any size. */
export interface SessionCache {
  /**
   * A session for images of one size that takes at least so many at a time. It computes as many as it was made for,
   * however few it is given: ask for the most first.
   */
  readonly session: (size: Pick<Shape, 'height' | 'width'>, images: number) => Promise<Session>;
  readonly close: () => void;
}

/** Nothing is trained with it. */
const optimizer = {
  momentum: 0,
  momentumForm: 'rate-inside',
  nesterov: false,
  weightDecay: 0,
  decayed: 'all',
} as const;

/**
 * Sessions of one network by the size of its images. All layers but the last take any size, and global average pooling makes
 * what the last one takes: this is the network in its fully convolutional form.
 */
export const createSessionCache = (options: SessionCacheOptions): SessionCache => {
  const { engine, precision, threads, network, parameters, most } = options;
  // In the order of their last use.
  const sessions = new Map<string, Kept>();
  const create = async ({ height, width }: Pick<Shape, 'height' | 'width'>, batchSize: number): Promise<Kept> => {
    const program = flatten({ ...network, input: { ...network.input, height, width } });
    const session = await engine.createSession({
      program,
      batchSize,
      precision,
      threads,
      optimizer,
      purpose: 'inference',
    });
    await session.writeParameters(parameters);
    return { session, batchSize };
  };
  return {
    session: async (size, images) => {
      const key = `${size.height}x${size.width}`;
      let kept = sessions.get(key);
      sessions.delete(key);
      if (kept !== undefined && kept.batchSize < images) {
        kept.session.close();
        kept = undefined;
      }
      if (kept === undefined) closeOldest(sessions, most - 1);
      kept ??= await create(size, images);
      sessions.set(key, kept);
      return kept.session;
    },
    close: () => closeOldest(sessions, 0),
  };
};

interface Kept {
  readonly session: Session;
  readonly batchSize: number;
}

const closeOldest = (sessions: Map<string, Kept>, left: number): void => {
  for (const [key, { session }] of sessions) {
    if (sessions.size <= left) return;
    session.close();
    sessions.delete(key);
  }
};

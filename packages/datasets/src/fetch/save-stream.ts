import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { isDiskError, namingPath } from '@resnet/files';

/** Writes a stream to a file, telling after each chunk how many bytes there have been. The disk's errors name it. */
export const saveStream = (
  stream: AsyncIterable<Uint8Array>,
  file: string,
  onReceived: (bytes: number) => void,
): Promise<void> => {
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    let received = 0;
    for await (const chunk of stream) {
      received += chunk.length;
      onReceived(received);
      yield chunk;
    }
  };
  return namingPath(file, () => pipeline(counted, createWriteStream(file)), isDiskError);
};

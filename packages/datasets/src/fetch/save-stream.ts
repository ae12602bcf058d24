import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { namingPath } from '@resnet/files';

/** Writes a stream to a file, telling after each chunk how many bytes there have been. The system's errors name it. */
export const saveStream = (
  stream: AsyncIterable<Uint8Array>,
  file: string,
  onReceived: (bytes: number) => void,
): Promise<void> =>
  namingPath(file, () =>
    pipeline(async function* () {
      let received = 0;
      for await (const chunk of stream) {
        received += chunk.length;
        onReceived(received);
        yield chunk;
      }
    }, createWriteStream(file)),
  );

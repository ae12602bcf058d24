import { saveStream } from './save-stream.js';
import type { ByteCounter } from './source.js';

/** Milliseconds without a byte, the first included, after which a server counts as out of reach. */
const defaultPatience = 10_000;

export interface DownloadOptions {
  readonly url: string;
  readonly file: string;
  readonly onBytes: ByteCounter;
  readonly patience?: number;
}

/** Saves what a web address answers; an `Error` where that is not HTTP status 200, breaks off or stalls. */
export async function download({ url, file, onBytes, patience = defaultPatience }: DownloadOptions): Promise<void> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing received for ${patience / 1000} s`)), patience);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || !response.body) throw new Error(`expected HTTP status 200, got ${response.status}`);
    const total = Number(response.headers.get('content-length')) || null;
    await saveStream(response.body, file, (received) => {
      timer.refresh();
      onBytes(received, total);
    });
  } finally {
    clearTimeout(timer);
  }
}

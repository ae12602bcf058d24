/** Where the bytes of one picture lie, and what they are. */
export interface PhotoEntry {
  /** `<class>/<name>`: the name of its members in the shard, up to the dot. */
  readonly key: string;
  /** Its shard, by number. */
  readonly shard: number;
  /** Of the encoded bytes in the shard. */
  readonly offset: number;
  readonly length: number;
  /** Pixels, as stored: EXIF orientation is ignored. */
  readonly width: number;
  readonly height: number;
  /** The index of its class. */
  readonly label: number;
  /** Of the encoded bytes, hexadecimal. */
  readonly sha256: string;
}

/** Any number of pictures, in the order of the set. They lie in columns, about 85 bytes each: 1.28 million take 110 MB. */
export interface PhotoImages {
  readonly length: number;
  /** The entry at an index from 0; a `RangeError` for any other. */
  readonly at: (index: number) => PhotoEntry;
}

/** Takes entries one by one, as an index is read. */
export interface PhotoColumns {
  readonly add: (entry: PhotoEntry) => void;
  /** What was added, in order. */
  readonly images: PhotoImages;
  /** [length] where the columns are full. */
  readonly labels: Int32Array;
}

const digestBytes = 32;

/** Columns for `count` entries; adding one more is a `RangeError`. */
export const createPhotoColumns = (count: number): PhotoColumns => {
  const numbers = () => new Uint32Array(count);
  const [shard, offset, length, width, height] = [numbers(), numbers(), numbers(), numbers(), numbers()] as const;
  const labels = new Int32Array(count);
  const digests = Buffer.alloc(count * digestBytes);
  const keys = createTexts(count);
  let added = 0;
  const at = (index: number): PhotoEntry => {
    if (!Number.isInteger(index) || index < 0 || index >= added) {
      throw new RangeError(`expected the index of a picture from 0 to ${added - 1}, got ${index}`);
    }
    const of = (column: Uint32Array | Int32Array): number => column[index] ?? 0;
    return {
      ...{ key: keys.at(index), shard: of(shard), offset: of(offset), length: of(length) },
      ...{ width: of(width), height: of(height), label: of(labels) },
      sha256: digests.toString('hex', index * digestBytes, (index + 1) * digestBytes),
    };
  };
  const add = (entry: PhotoEntry): void => {
    if (added === count) throw new RangeError(`expected ${count} pictures, got one more: ${entry.key}`);
    shard[added] = entry.shard;
    offset[added] = entry.offset;
    length[added] = entry.length;
    width[added] = entry.width;
    height[added] = entry.height;
    labels[added] = entry.label;
    digests.write(entry.sha256, added * digestBytes, 'hex');
    keys.add(entry.key);
    added++;
  };
  const images = {
    get length() {
      return added;
    },
    at,
  };
  return { add, images, labels };
};

/** Short texts one after the other in one buffer, which doubles when it is full. */
const createTexts = (count: number) => {
  const ends = new Uint32Array(count + 1);
  let bytes = Buffer.alloc(Math.max(1024, count * 24));
  let added = 0;
  return {
    add: (text: string): void => {
      const start = ends[added] ?? 0;
      const size = Buffer.byteLength(text);
      if (start + size > bytes.length) bytes = Buffer.concat([bytes], 2 * (start + size));
      bytes.write(text, start);
      ends[++added] = start + size;
    },
    at: (index: number): string => bytes.toString('utf8', ends[index], ends[index + 1]),
  };
};

import { Buffer } from 'node:buffer';
/** Ways to damage a file; each takes its bytes and a stream of random numbers, and returns other bytes. */
const mutations = {
  'bytes flipped': (bytes, random) => {
    const damaged = Buffer.from(bytes);
    const flips = 1 + random.integer(3);
    for (let flip = 0; flip < flips; flip++) damaged[random.integer(bytes.length)] ^= 1 << random.integer(8);
    return damaged;
  },
  cut: (bytes, random) => bytes.subarray(0, random.integer(bytes.length)),
  'ended in zeros': (bytes, random) => {
    const damaged = Buffer.from(bytes);
    damaged.fill(0, random.integer(bytes.length));
    return damaged;
  },
  swapped: (bytes, random) => {
    const [from, length] = stretch(bytes, random);
    const to = random.integer(bytes.length - length + 1);
    const damaged = Buffer.from(bytes);
    bytes.copy(damaged, to, from, from + length);
    bytes.copy(damaged, from, to, to + length);
    return damaged;
  },
  doubled: (bytes, random) => {
    const [from, length] = stretch(bytes, random);
    return Buffer.concat([bytes.subarray(0, from + length), bytes.subarray(from)]);
  },
};

/** Where a stretch of a file begins and how long it is, at least one byte and at most a quarter. */
const stretch = (bytes, random) => {
  const length = 1 + random.integer(Math.max(1, Math.floor(bytes.length / 4)));
  return [random.integer(bytes.length - length + 1), length];
};

const names = Object.keys(mutations);

/** Damages a file's bytes in one of the ways there are: `{ how, damaged }`, with other bytes than before. */
export const mutate = (bytes, random) => {
  for (;;) {
    const how = names[random.integer(names.length)];
    const damaged = mutations[how](bytes, random);
    if (!damaged.equals(bytes)) return { how, damaged };
  }
};

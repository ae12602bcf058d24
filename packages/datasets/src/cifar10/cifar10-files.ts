import { join } from 'node:path';
import { imageFileSet, type DataFile } from '../file-set.js';
import { recordBytes } from './records.js';

const batch = (name: string, sha256: string): DataFile => ({ name, bytes: 10_000 * recordBytes, sha256 });

/** The binary version of CIFAR-10 (Krizhevsky 2009): 50,000 training images in five files, 10,000 test images in one. */
export const cifar10Files = imageFileSet({
  dataset: 'cifar10',
  title: 'CIFAR-10',
  training: [
    batch('data_batch_1.bin', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
    batch('data_batch_2.bin', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
    batch('data_batch_3.bin', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
    batch('data_batch_4.bin', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
    batch('data_batch_5.bin', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
  ],
  test: [batch('test_batch.bin', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b')],
});

/** Where CIFAR-10 lies in a cache directory. */
export const cifar10Folder = (cache: string): string => join(cache, cifar10Files.dataset);

import { join } from 'node:path';

const avx512 = ['-mavx512f', '-mavx512bw', '-mavx512vl', '-mavx512dq', '-mfma'];
const instructionSets = {
  portable: [],
  ...(process.arch === 'x64' && {
    avx2: ['-mavx2', '-mfma'],
    avx512,
    'avx512-bf16': [...avx512, '-mavx512bf16'],
    'amx-bf16': [...avx512, '-mavx512bf16', '-mamx-tile', '-mamx-bf16'],
  }),
};

/** What scripts/native/build.mjs builds and set-up installs. Kernels are compiled once for each instruction set. */
export default {
  name: 'resnet_onednn',
  what: 'oneDNN',
  use: 'the fast engine',
  without: 'Going on without the oneDNN engine: TensorFlow.js is used instead, many times slower.',
  library: 'dnnl',
  header: 'dnnl.hpp',
  package: 'libdnnl-dev',
  flags: ['-fopenmp', '-Wno-psabi', '-Wno-maybe-uninitialized'],
  variants: {
    source: join('kernels', 'isa.cc'),
    flags: Object.fromEntries(
      Object.entries(instructionSets).map(([isa, flags]) => [
        isa,
        [...flags, `-DRESNET_ISA_TABLE=kernels_${isa.replace('-', '_')}`, `-DRESNET_ISA_NAME="${isa}"`],
      ]),
    ),
  },
};

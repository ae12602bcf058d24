/** The instruction set that RESNET_ISA holds our engine to; `null` where it takes the best there is. */
export const limitedIsa = (environment: NodeJS.ProcessEnv = process.env): string | null =>
  environment.RESNET_ISA === undefined || environment.RESNET_ISA === '' ? null : environment.RESNET_ISA;

/**
 * What holds PyTorch to the same instruction set: its own kernels, those of its oneDNN, of its MKL, and the code that
 * torch.compile has compiled.
 */
const limits: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  portable: limit('default', 'SSE41', 'SSE4_2', 'x86-64'),
  avx2: limit('avx2', 'AVX2', 'AVX2', 'x86-64-v3'),
  avx512: limit('avx512', 'AVX512_CORE', 'AVX512', 'x86-64-v4'),
  'amx-bf16': limit('amx', 'AVX512_CORE_AMX', 'AVX512', 'native'),
  'avx512-bf16': limit('avx512', 'AVX512_CORE_BF16', 'AVX512', 'native'),
};

function limit(aten: string, onednn: string, mkl: string, march: string): Readonly<Record<string, string>> {
  return {
    ATEN_CPU_CAPABILITY: aten,
    ONEDNN_MAX_CPU_ISA: onednn,
    MKL_ENABLE_INSTRUCTIONS: mkl,
    TORCHINDUCTOR_CPP_MARCH: march,
  };
}

/**
 * PyTorch allocates its activations anew every iteration. By default glibc hands such memory back to the system and
 * takes it again, page fault by page fault, which can more than double an iteration: PyTorch at its best keeps it.
 */
const keepFreedMemory = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: String(2 ** 40) };

/** The environment in which PyTorch is at its best on the machine that our engine is held to. */
export const pytorchEnvironment = (isa: string | null): Readonly<Record<string, string>> => ({
  ...keepFreedMemory,
  ...(isa === null ? {} : limits[isa]),
});

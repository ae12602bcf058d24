import { describe, expect, it } from '@jest/globals';
import { limitedIsa, pytorchEnvironment } from './pytorch-environment.js';

describe("PyTorch's environment", () => {
  it('keeps freed memory and limits nothing where our engine is not limited', () => {
    expect(limitedIsa({})).toBeNull();
    expect(limitedIsa({ RESNET_ISA: '' })).toBeNull();
    expect(Object.keys(pytorchEnvironment(null))).toEqual(['MALLOC_MMAP_MAX_', 'MALLOC_TRIM_THRESHOLD_']);
  });

  it('limits all that PyTorch computes with to what our engine is limited to', () => {
    expect(pytorchEnvironment(limitedIsa({ RESNET_ISA: 'avx2' }))).toMatchObject({
      ATEN_CPU_CAPABILITY: 'avx2',
      ONEDNN_MAX_CPU_ISA: 'AVX2',
      TORCHINDUCTOR_CPP_MARCH: 'x86-64-v3',
    });
  });
});

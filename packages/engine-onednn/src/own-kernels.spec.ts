import { describe, expect, test } from '@jest/globals';
import { instructionSets, ownKernels, type ConvolutionShape, type OwnKernels } from './own-kernels.js';

interface Options {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly kernel?: number;
  readonly stride?: number;
}

const convolution = ({ from, to, size, kernel = 3, stride = 1 }: Options): ConvolutionShape => ({
  src: { channels: from, height: size * stride, width: size * stride },
  dst: { channels: to, height: size, width: size },
  ...{ kernel, stride, padding: (kernel - 1) / 2 },
});

const passesOf = (kernels: OwnKernels, shape: ConvolutionShape): readonly string[] =>
  Object.entries(kernels as unknown as Record<string, OwnKernels['forward']>)
    .filter(([, computes]) => computes(shape))
    .map(([pass]) => pass);

describe('our own kernels', () => {
  const { f32, bf16 } = ownKernels['avx512-bf16'];
  const { bf16: amx } = ownKernels['amx-bf16'];
  const { f32: avx2 } = ownKernels.avx2;
  const all = ['forward', 'dataGradient', 'weightGradient', 'bothGradients'];

  test.each([
    [f32, { from: 16, to: 16, size: 32 }, ['forward', 'dataGradient']],
    [f32, { from: 64, to: 64, size: 8 }, ['forward', 'dataGradient', 'weightGradient']],
    [f32, { from: 512, to: 512, size: 7 }, ['forward', 'dataGradient']],
    [f32, { from: 16, to: 32, size: 16, stride: 2 }, []],
    [f32, { from: 64, to: 256, size: 56, kernel: 1 }, []],
    [avx2, { from: 64, to: 64, size: 56 }, ['forward', 'dataGradient', 'weightGradient']],
    [avx2, { from: 128, to: 128, size: 14 }, all],
    [avx2, { from: 256, to: 256, size: 7 }, ['forward', 'dataGradient', 'weightGradient']],
    [avx2, { from: 512, to: 512, size: 7 }, ['forward', 'dataGradient', 'weightGradient']],
    [avx2, { from: 256, to: 512, size: 7, stride: 2 }, ['forward', 'dataGradient', 'weightGradient']],
    [avx2, { from: 3, to: 64, size: 112, kernel: 7, stride: 2 }, ['forward', 'weightGradient']],
    [avx2, { from: 3, to: 16, size: 32 }, ['forward', 'weightGradient']],
    [avx2, { from: 16, to: 24, size: 16, stride: 2 }, ['dataGradient']],
    [avx2, { from: 256, to: 512, size: 28, kernel: 1, stride: 2 }, []],
    [bf16, { from: 3, to: 16, size: 32 }, ['forward']],
    [bf16, { from: 16, to: 16, size: 32 }, all],
    [bf16, { from: 16, to: 32, size: 16, stride: 2 }, ['forward', 'weightGradient']],
    [bf16, { from: 64, to: 64, size: 56 }, ['forward', 'dataGradient', 'weightGradient']],
    [bf16, { from: 128, to: 128, size: 28 }, ['weightGradient']],
    [bf16, { from: 512, to: 512, size: 7 }, ['dataGradient']],
    [bf16, { from: 24, to: 24, size: 32 }, []],
    [bf16, { from: 64, to: 256, size: 56, kernel: 1 }, ['forward', 'dataGradient', 'bothGradients']],
    [bf16, { from: 256, to: 512, size: 28, kernel: 1, stride: 2 }, ['forward']],
    [bf16, { from: 512, to: 2048, size: 7, kernel: 1 }, ['forward', 'dataGradient']],
    [bf16, { from: 64, to: 64, size: 56, kernel: 7 }, []],
    [amx, { from: 3, to: 16, size: 32 }, ['forward']],
    [amx, { from: 16, to: 32, size: 16, stride: 2 }, ['forward', 'weightGradient']],
    [amx, { from: 64, to: 64, size: 8 }, all],
    [amx, { from: 16, to: 16, size: 5 }, ['weightGradient']],
    [amx, { from: 64, to: 256, size: 56, kernel: 1 }, []],
  ])('compute what they are the faster ones for (%#)', (kernels, shape, expected) => {
    expect(passesOf(kernels, convolution(shape))).toEqual(expected);
  });

  test('compute both gradients at once of images that are packed whole, three times where rows are joined', () => {
    const shapes = [120, 128].map((height) => {
      const shape = { channels: 32, height, width: 8 };
      return { src: shape, dst: shape, kernel: 3, stride: 1, padding: 1 };
    });
    expect(shapes.map(bf16.bothGradients)).toEqual([true, true]);
    expect(shapes.map(amx.bothGradients)).toEqual([true, false]);
  });

  test('are there in float32 with AVX2, in bf16 with its arithmetic, and nowhere else', () => {
    const shape = convolution({ from: 16, to: 16, size: 32 });
    const passes = instructionSets.map((isa) => [
      isa,
      passesOf(ownKernels[isa].f32, shape),
      passesOf(ownKernels[isa].bf16, shape),
    ]);
    expect(passes).toEqual([
      ['amx-bf16', ['forward', 'dataGradient'], all],
      ['avx512-bf16', ['forward', 'dataGradient'], all],
      ['avx512', ['forward', 'dataGradient'], []],
      ['avx2', all, []],
      ['portable', [], []],
    ]);
  });
});

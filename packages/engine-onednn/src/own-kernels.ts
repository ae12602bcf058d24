import type { Shape } from '@resnet/models';

/** The sets of our own kernels that the addon is compiled with, fastest first. */
export const instructionSets = ['amx-bf16', 'avx512-bf16', 'avx512', 'avx2', 'portable'] as const;
export type InstructionSet = (typeof instructionSets)[number];

/** A convolution as those who compute it see it: what it reads and writes for one image, and how. */
export interface ConvolutionShape {
  readonly src: Shape;
  readonly dst: Shape;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Which passes of a convolution a set of kernels computes, and not slower than oneDNN. */
export interface OwnKernels {
  readonly forward: (shape: ConvolutionShape) => boolean;
  readonly dataGradient: (shape: ConvolutionShape) => boolean;
  readonly weightGradient: (shape: ConvolutionShape) => boolean;
  /** Both gradients in one pass, from a gradient of the output that the pass makes as it reads it. */
  readonly bothGradients: (shape: ConvolutionShape) => boolean;
}

const never = (): boolean => false;

/** What computes everything elsewhere. */
export const noOwnKernels: OwnKernels = {
  forward: never,
  dataGradient: never,
  weightGradient: never,
  bothGradients: never,
};

/** The convolution that makes the data gradient. */
const turned = (shape: ConvolutionShape): ConvolutionShape => ({ ...shape, src: shape.dst, dst: shape.src });

/** Numbers in the widest vector; our own kernels compute whole vectors of output channels. */
const lanes = 16;

const is3x3 = ({ kernel, padding }: ConvolutionShape): boolean => kernel === 3 && padding === 1;
const is1x1 = ({ kernel, padding }: ConvolutionShape): boolean => kernel === 1 && padding === 0;

/** Sums of a weight gradient for each tap. */
const sums = ({ src, dst }: ConvolutionShape): number => src.channels * dst.channels;

const bytesOf = ({ channels, height, width }: Shape): number => 4 * channels * height * width;

interface WinogradLimits {
  /** Input channels from which the weight gradient is the faster one. */
  readonly leastChannels: number;
  /** Sums up to which it is. */
  readonly mostSums: number;
  /** Sums, and bytes of an image, up to which both gradients in one pass are. */
  readonly mostOfBoth: { readonly sums: number; readonly bytes: number };
}

/** 3x3 convolutions in float32 by minimal filtering: winograd.h, winograd_weight_gradient.h, winograd_backward.h. */
const winograd = ({ leastChannels, mostSums, mostOfBoth }: WinogradLimits): OwnKernels => {
  const forward = (shape: ConvolutionShape): boolean =>
    is3x3(shape) && shape.stride === 1 && shape.src.channels % lanes === 0 && shape.dst.channels % lanes === 0;
  const weightGradient = (shape: ConvolutionShape): boolean =>
    forward(shape) && shape.src.channels >= leastChannels && sums(shape) <= mostSums;
  return {
    forward,
    dataGradient: forward,
    weightGradient,
    bothGradients: (shape) =>
      weightGradient(shape) &&
      sums(shape) <= mostOfBoth.sums &&
      bytesOf(shape.src) <= mostOfBoth.bytes &&
      bytesOf(shape.dst) <= mostOfBoth.bytes,
  };
};

/** With AVX-512 the transforms of 16 input channels take as long as the products, and oneDNN is faster beyond the caches. */
const winogradAvx512 = winograd({ leastChannels: 32, mostSums: 256 * 256, mostOfBoth: { sums: 0, bytes: 0 } });

/** What minimal filtering does not compute, as products of matrices in float32: implicit_gemm.h. */
const implicitGemm = ((): OwnKernels => {
  const forward = (shape: ConvolutionShape): boolean =>
    shape.kernel > 1 &&
    shape.padding === (shape.kernel - 1) / 2 &&
    (shape.stride > 1 || shape.src.channels < lanes) &&
    shape.dst.channels % lanes === 0;
  return {
    forward,
    dataGradient: (shape) => shape.stride > 1 && forward(turned(shape)),
    weightGradient: forward,
    bothGradients: never,
  };
})();

/** Greater images do not stay in the second-level cache, and the few tiles of smaller ones read more weights too seldom. */
const winogradAvx2 = winograd({
  leastChannels: 16,
  mostSums: 512 * 512,
  mostOfBoth: { sums: 128 * 128, bytes: 128 << 10 },
});

/** Whether the matrix unit takes the pixels of several rows at once: band3x3.h. */
const joinsRows = ({ dst, stride }: ConvolutionShape): boolean =>
  stride === 1 && dst.width > 1 && dst.width < lanes && lanes % dst.width === 0;

/** Whether the weight gradient in bf16 at stride 1 packs a whole image at once, as weight_gradient_packing.h does. */
const isPackedWhole = ({ src, dst }: ConvolutionShape, rowsAreJoined: boolean): boolean => {
  const columns = 2 * Math.ceil(dst.width / 2);
  const ofSrc = dst.height * src.channels * (rowsAreJoined ? 3 * columns : columns + 2);
  const ofDst = (dst.height + 2) * dst.channels * columns;
  return dst.height <= 4 || 2 * (ofSrc + ofDst) <= 256 << 10;
};

/** Weight gradients of 3x3 convolutions in bf16; with a stride, output channels are multiples of `stridedOutputs`. */
const weightGradient3x3 =
  ({ stridedOutputs }: { readonly stridedOutputs: number }): OwnKernels['weightGradient'] =>
  (shape) =>
    is3x3(shape) &&
    shape.src.channels % lanes === 0 &&
    // Beyond, the sums outgrow the caches: oneDNN is the faster one.
    shape.src.channels <= 128 &&
    shape.stride <= 2 &&
    shape.dst.channels % (shape.stride === 1 ? lanes : stridedOutputs) === 0;

/** 3x3 kernels in bf16, whose gradients are computed in one pass where both are and whole images are packed. */
const withGradients = (
  passes: Omit<OwnKernels, 'bothGradients'>,
  joins: (shape: ConvolutionShape) => boolean = never,
): OwnKernels => ({
  ...passes,
  bothGradients: (shape) =>
    passes.dataGradient(shape) && passes.weightGradient(shape) && isPackedWhole(shape, joins(shape)),
});

/** 3x3 convolutions in bf16: convolution3x3.h, weight_gradient.h, backward3x3.h. */
const direct3x3 = ((): OwnKernels => {
  const fillsTiles = ({ dst }: ConvolutionShape): boolean =>
    dst.width % 7 === 0
      ? dst.channels % (2 * lanes) === 0
      : dst.channels % lanes === 0 && (dst.width === 8 || dst.width % 16 === 0);
  const convolves = (shape: ConvolutionShape, channels: readonly number[]): boolean =>
    is3x3(shape) && channels.includes(shape.src.channels) && fillsTiles(shape);
  return withGradients({
    // Elsewhere oneDNN is as fast or faster: forward by 6 to 9 percent.
    forward: (shape) =>
      (shape.stride === 1 && convolves(shape, [3, 16, 32, 64])) || (shape.stride === 2 && convolves(shape, [16, 32])),
    dataGradient: (shape) => shape.stride === 1 && convolves(turned(shape), [3, 16, 32, 64, 256, 512]),
    weightGradient: weightGradient3x3({ stridedOutputs: 2 * lanes }),
  });
})();

/** The same by the matrix unit, whose tiles are up to 16 pixels: convolution3x3_amx.h, weight_gradient_amx.h. */
const direct3x3Amx = ((): OwnKernels => {
  const fillsTiles = ({ dst }: ConvolutionShape): boolean =>
    dst.channels % lanes === 0 && [16, 14, 8, 7].some((pixels) => dst.width % pixels === 0);
  const forward = (shape: ConvolutionShape): boolean =>
    is3x3(shape) &&
    shape.stride <= 2 &&
    (shape.src.channels === 3 || (shape.src.channels % lanes === 0 && shape.src.channels <= 512)) &&
    fillsTiles(shape);
  const passes = {
    forward,
    dataGradient: (shape: ConvolutionShape): boolean => shape.stride === 1 && forward(turned(shape)),
    weightGradient: weightGradient3x3({ stridedOutputs: lanes }),
  };
  return withGradients(passes, joinsRows);
})();

/** 1x1 convolutions in bf16, of bottlenecks: convolution1x1.h, backward1x1.h. */
const bottleneck1x1 = ((): OwnKernels => {
  const forward = (shape: ConvolutionShape): boolean =>
    is1x1(shape) && shape.src.channels % 64 === 0 && shape.dst.channels % 64 === 0 && shape.stride <= 2;
  const dataGradient = (shape: ConvolutionShape): boolean => shape.stride === 1 && forward(turned(shape));
  return {
    forward,
    dataGradient,
    weightGradient: never,
    // Beyond, the sums outgrow the caches.
    bothGradients: (shape) => dataGradient(shape) && sums(shape) <= 256 * 1024,
  };
})();

/** The kernels of both sets, which compute different shapes. */
const either = (first: OwnKernels, second: OwnKernels): OwnKernels => ({
  forward: (shape) => first.forward(shape) || second.forward(shape),
  dataGradient: (shape) => first.dataGradient(shape) || second.dataGradient(shape),
  weightGradient: (shape) => first.weightGradient(shape) || second.weightGradient(shape),
  bothGradients: (shape) => first.bothGradients(shape) || second.bothGradients(shape),
});

/**
 * What our own kernels compute, by instruction set and precision: measured in docs/performance.md. A kernel in the addon
 * refuses what it cannot compute; here is decided what it does. The addon has the kernels named here and no others (isa.cc).
 */
export const ownKernels: Readonly<Record<InstructionSet, Readonly<Record<'f32' | 'bf16', OwnKernels>>>> = {
  'amx-bf16': { f32: winogradAvx512, bf16: direct3x3Amx },
  'avx512-bf16': { f32: winogradAvx512, bf16: either(direct3x3, bottleneck1x1) },
  avx512: { f32: winogradAvx512, bf16: noOwnKernels },
  avx2: { f32: either(winogradAvx2, implicitGemm), bf16: noOwnKernels },
  portable: { f32: noOwnKernels, bf16: noOwnKernels },
};

import type { Parameter, Parameters } from '@resnet/engine';
import type { Tensor, TensorFile } from './safetensors.js';

/** Parameters in the tensors of a file. Throws a `TypeError` where one is missing or has another shape. */
export const parametersIn = (
  described: readonly Parameter[],
  tensors: TensorFile['tensors'],
  file: string,
): Parameters => new Map(described.map((parameter) => [parameter.path, numbersOf(parameter, tensors, file)]));

const numbersOf = ({ path, shape }: Parameter, tensors: TensorFile['tensors'], file: string): Float32Array => {
  const tensor = tensors.get(path);
  if (tensor === undefined) throw new TypeError(`${file}: expected a parameter ${path}, found none`);
  if (String(tensor.shape) === String(shape)) return tensor.data;
  throw new TypeError(`${file}: expected shape [${shape.join(', ')}] for ${path}, found [${tensor.shape.join(', ')}]`);
};

/** Parameters as tensors by path. Throws a `TypeError` where one is missing. */
export const describedTensors = (described: readonly Parameter[], values: Parameters): Map<string, Tensor> =>
  new Map(
    described.map(({ path, shape }) => {
      const data = values.get(path);
      if (data === undefined) throw new TypeError(`expected a parameter ${path}, got none`);
      return [path, { shape, data }];
    }),
  );

import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { Parameter } from '@resnet/engine';

/** A parameter as the layers use it: convolution weights as [height, width, in, out], others as `Parameter.shape`. */
export const toTensor = ({ role, shape }: Parameter, numbers: Float32Array): Tensor =>
  tf.tidy(() => {
    // A copy, since the plain backend keeps the array it is given.
    const tensor = tf.tensor(numbers.slice(), [...shape], 'float32');
    return role === 'convolution-weights' ? tf.transpose(tensor, [2, 3, 1, 0]) : tensor;
  });

/** The numbers of such a tensor in the layout of `Parameter.shape`; later changes of the tensor do not matter. */
export const toNumbers = async ({ role }: Parameter, tensor: Tensor): Promise<Float32Array> => {
  const canonical = role === 'convolution-weights' ? tf.transpose(tensor, [3, 2, 0, 1]) : tensor.clone();
  const numbers = await canonical.data<'float32'>();
  canonical.dispose();
  return numbers.slice();
};

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@resnet/random';

/** A layer as model.json has it. */
interface LayerEntry {
  name: string;
  class_name: string;
  config: Record<string, unknown>;
  inbound_nodes: [string, number, number, object][][];
}

/** A small residual network as Keras would have it, open to damage. */
export interface SmallModel {
  readonly layers: LayerEntry[];
  readonly weights: { name: string; shape: number[]; dtype: string; data: Float32Array }[];
}

/**
 * On images of 9x9 in three channels: a padded stem with max pooling, a block with a projection, one without, five
 * classes.
 */
export const smallModel = (): SmallModel => {
  const model: SmallModel = { layers: [], weights: [] };
  const add = (name: string, class_name: string, from: string[], config: Record<string, unknown> = {}): string => {
    const inbound_nodes =
      from.length === 0 ? [] : [from.map((input): [string, number, number, object] => [input, 0, 0, {}])];
    model.layers.push({ name, class_name, config: { name, ...config }, inbound_nodes });
    return name;
  };
  const weigh = (name: string, shape: number[], least = -1): void => {
    const random = createRandom(1, name);
    const data = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      () => least + random.integer(1000) / 500,
    );
    model.weights.push({ name, shape, dtype: 'float32', data });
  };
  const conv = (
    name: string,
    from: string,
    { channels = 4, kernel = 1, stride = 1, padding = 'valid' } = {},
  ): string => {
    weigh(`${name}/kernel`, [kernel, kernel, channels, 4]);
    weigh(`${name}/bias`, [4]);
    const config = { filters: 4, kernel_size: [kernel, kernel], strides: [stride, stride], padding, use_bias: true };
    return add(name, 'Conv2D', [from], {
      ...config,
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      activation: 'linear',
    });
  };
  const norm = (name: string, from: string): string => {
    for (const weight of ['gamma', 'beta', 'moving_mean']) weigh(`${name}/${weight}`, [4]);
    weigh(`${name}/moving_variance`, [4], 0.5);
    return add(name, 'BatchNormalization', [from], { axis: [3], epsilon: 0.001, center: true, scale: true });
  };
  const relu = (name: string, from: string): string => add(name, 'Activation', [from], { activation: 'relu' });
  const pad = (name: string, from: string): string =>
    add(name, 'ZeroPadding2D', [from], {
      padding: [
        [1, 1],
        [1, 1],
      ],
      data_format: 'channels_last',
    });

  const input = add('input', 'InputLayer', []);
  const stem = conv('conv1', pad('conv1_pad', input), { channels: 3, kernel: 3, stride: 2 });
  const pooled = add('pool1', 'MaxPooling2D', [pad('pool1_pad', relu('relu1', norm('bn1', stem)))], {
    pool_size: [3, 3],
    strides: [2, 2],
    padding: 'valid',
  });
  const reduced = relu('relu2a', norm('bn2a', conv('res2a', pooled, { stride: 2 })));
  const branch = norm('bn2b', conv('res2b', reduced, { kernel: 3, padding: 'same' }));
  const projection = norm('bn2s', conv('res2s', pooled, { stride: 2 }));
  const block1 = relu('relu2', add('add2', 'Add', [branch, projection]));
  const block2 = relu(
    'relu3',
    add('add3', 'Add', [norm('bn3', conv('res3', block1, { kernel: 3, padding: 'same' })), block1]),
  );
  weigh('fc/kernel', [4, 5]);
  weigh('fc/bias', [5]);
  add('fc', 'Dense', [add('pool', 'GlobalAveragePooling2D', [block2])], {
    units: 5,
    activation: 'softmax',
    use_bias: true,
  });
  return model;
};

/**
 * Writes model.json and two shards, the second beginning within a number; the numbers are those of `stored` where it is
 * given.
 */
export const writeSmallModel = async (folder: string, model: SmallModel, stored = model): Promise<string> => {
  const bytes = Buffer.concat(stored.weights.map(({ data }) => new Uint8Array(data.buffer)));
  const cut = 1001;
  const [first, second] = ['group1-shard1of2.bin', 'group1-shard2of2.bin'] as const;
  await writeFile(join(folder, first), bytes.subarray(0, cut));
  await writeFile(join(folder, second), bytes.subarray(cut));
  const entries = model.weights.map(({ name, shape, dtype }) => ({ name, shape, dtype }));
  const config = { layers: model.layers, input_layers: [['input', 0, 0]], output_layers: [['fc', 0, 0]] };
  const modelTopology = { model_config: { class_name: 'Model', config } };
  const file = join(folder, 'model.json');
  await writeFile(
    file,
    JSON.stringify({
      format: 'layers-model',
      modelTopology,
      weightsManifest: [{ paths: [first, second], weights: entries }],
    }),
  );
  return file;
};

/** An image as height x width x channels. */
interface Map3 {
  readonly size: number;
  readonly channels: number;
  readonly data: readonly number[];
}

/** What is there by the making of the model. */
const there = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('the small model is not whole');
  return value;
};

/** The logits of the model for one image, layer by layer as Keras defines them, with nothing of the import. */
export const forwardModel = (model: SmallModel, image: Float32Array): readonly number[] => {
  const weight = (name: string): Float32Array => there(model.weights.find((other) => other.name === name)).data;
  const values = new Map<string, Map3>([['input', { size: 9, channels: 3, data: [...image] }]]);
  for (const { name, class_name, config, inbound_nodes } of model.layers.slice(1)) {
    const inputs = there(inbound_nodes[0]).map(([from]) => there(values.get(from)));
    values.set(name, compute(inputs, { name, class_name, config, weight }));
  }
  return there(values.get('fc')).data;
};

interface Context {
  readonly name: string;
  readonly class_name: string;
  readonly config: Record<string, unknown>;
  readonly weight: (name: string) => Float32Array;
}

const compute = (inputs: Map3[], { name, class_name, config, weight }: Context): Map3 => {
  const input = there(inputs[0]);
  const { channels, data } = input;
  switch (class_name) {
    case 'ZeroPadding2D':
      return padded(input, 1);
    case 'Conv2D': {
      const [kernel = 1] = config.kernel_size as number[];
      const [stride = 1] = config.strides as number[];
      const source = config.padding === 'same' ? padded(input, (kernel - 1) / 2) : input;
      const [weights, bias] = [weight(`${name}/kernel`), weight(`${name}/bias`)];
      return windows(source, { kernel, stride, width: 4 }, (window, out) =>
        window.reduce((total, value, at) => total + value * there(weights[at * 4 + out]), there(bias[out])),
      );
    }
    case 'MaxPooling2D':
      return windows(input, { kernel: 3, stride: 2, width: channels }, (window, out) =>
        Math.max(...window.filter((_, at) => at % channels === out)),
      );
    case 'BatchNormalization': {
      const [gamma, beta] = [weight(`${name}/gamma`), weight(`${name}/beta`)];
      const [mean, variance] = [weight(`${name}/moving_mean`), weight(`${name}/moving_variance`)];
      const normalize = (value: number, c: number): number =>
        ((value - there(mean[c])) / Math.sqrt(there(variance[c]) + 0.001)) * there(gamma[c]) + there(beta[c]);
      return { ...input, data: data.map((value, at) => normalize(value, at % channels)) };
    }
    case 'Activation':
      return { ...input, data: data.map((value) => Math.max(0, value)) };
    case 'Add':
      return { ...input, data: data.map((value, at) => value + there(there(inputs[1]).data[at])) };
    case 'GlobalAveragePooling2D': {
      const sums = Array.from({ length: channels }, (_, c) =>
        data.reduce((sum, v, at) => sum + (at % channels === c ? v : 0), 0),
      );
      return { size: 1, channels, data: sums.map((sum) => sum / input.size ** 2) };
    }
    case 'Dense': {
      const [weights, bias] = [weight(`${name}/kernel`), weight(`${name}/bias`)];
      const logits = [...bias].map((b, out) =>
        data.reduce((total, value, at) => total + value * there(weights[at * 5 + out]), b),
      );
      return { size: 1, channels: 5, data: logits };
    }
    default:
      throw new Error(`no ${class_name} here`);
  }
};

const padded = ({ size, channels, data }: Map3, by: number): Map3 => {
  const wide = size + 2 * by;
  const at = (row: number, column: number, c: number): number =>
    row < 0 || column < 0 || row >= size || column >= size ? 0 : there(data[(row * size + column) * channels + c]);
  const filled = Array.from({ length: wide * wide * channels }, (_, index) => {
    const pixel = Math.floor(index / channels);
    return at(Math.floor(pixel / wide) - by, (pixel % wide) - by, index % channels);
  });
  return { size: wide, channels, data: filled };
};

const windows = (
  { size, channels, data }: Map3,
  { kernel, stride, width }: { kernel: number; stride: number; width: number },
  reduce: (window: number[], out: number) => number,
): Map3 => {
  const count = Math.floor((size - kernel) / stride) + 1;
  const result: number[] = [];
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++) {
      const window: number[] = [];
      for (let y = 0; y < kernel; y++)
        for (let x = 0; x < kernel; x++)
          for (let c = 0; c < channels; c++)
            window.push(there(data[((row * stride + y) * size + column * stride + x) * channels + c]));
      for (let out = 0; out < width; out++) result.push(reduce(window, out));
    }
  return { size: count, channels: width, data: result };
};

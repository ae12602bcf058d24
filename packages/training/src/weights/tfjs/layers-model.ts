import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '@resnet/files';
import type { Tensor } from '../../checkpoints/index.js';

/** A TensorFlow.js layers model: layers of Keras by name, each with the names of those before it, and weights by name. */
export interface LayersModel {
  readonly nodes: ReadonlyMap<string, ModelNode>;
  readonly input: string;
  readonly output: string;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** SHA-256 of each file that was read. */
  readonly files: Readonly<Record<string, string>>;
}

export interface ModelNode {
  readonly name: string;
  /** `Conv2D`, `BatchNormalization`, … */
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
}

/** The parts of model.json that are read here. */
interface ModelFile {
  readonly format?: string;
  readonly modelTopology: {
    readonly model_config: {
      readonly class_name: string;
      readonly config: {
        readonly layers: readonly {
          readonly name: string;
          readonly class_name: string;
          readonly config: Readonly<Record<string, unknown>>;
          readonly inbound_nodes: readonly (readonly (readonly [string, ...unknown[]])[])[];
        }[];
        readonly input_layers: readonly (readonly [string, ...unknown[]])[];
        readonly output_layers: readonly (readonly [string, ...unknown[]])[];
      };
    };
  };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightEntry[];
  }[];
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: unknown;
}

/**
 * Reads a model.json and the shards beside it. Throws a `TypeError` naming the file for anything but a layers model in
 * float32.
 */
export const readLayersModel = async (file: string): Promise<LayersModel> => {
  const text = await readFile(file);
  const model = parseModel(text.toString(), file);
  const files = new Map([[basename(file), sha256(text)]]);
  const weights = new Map<string, Tensor>();
  for (const { paths, weights: entries } of model.weightsManifest) {
    const shards = await Promise.all(paths.map((path) => readFile(join(dirname(file), path))));
    for (const [at, path] of paths.entries()) files.set(path, sha256(shards[at] ?? new Uint8Array()));
    for (const [name, tensor] of splitTensors(Buffer.concat(shards), entries, file)) weights.set(name, tensor);
  }
  const { layers, input_layers: inputs, output_layers: outputs } = model.modelTopology.model_config.config;
  return {
    nodes: new Map(layers.map((layer) => [layer.name, toNode(layer)])),
    input: onlyOf(inputs, 'input', file),
    output: onlyOf(outputs, 'output', file),
    weights,
    files: Object.fromEntries(files),
  };
};

type LayerEntry = ModelFile['modelTopology']['model_config']['config']['layers'][number];

const toNode = ({ name, class_name: className, config, inbound_nodes: inbound }: LayerEntry): ModelNode => {
  if (inbound.length > 1)
    throw new TypeError(`expected each layer to be used once, found ${name} used ${inbound.length} times`);
  return { name, className, config, inputs: inbound.flat().map(([from]) => from) };
};

const onlyOf = (names: readonly (readonly [string, ...unknown[]])[], what: string, file: string): string => {
  const [first, ...others] = names;
  if (first === undefined || others.length > 0) {
    throw new TypeError(`${file}: expected a model of one ${what}, found one of ${names.length}`);
  }
  return first[0];
};

/** Whatever JSON holds, objects may lack anything. */
type DeepPartial<Value> = Value extends readonly unknown[]
  ? Value
  : { readonly [Key in keyof Value]?: DeepPartial<Value[Key]> };

const parseModel = (json: string, file: string): ModelFile => {
  const model = parse(json, file) as DeepPartial<ModelFile> | null;
  const layers = model?.modelTopology?.model_config?.config?.layers;
  if (Array.isArray(layers) && Array.isArray(model?.weightsManifest)) return model as unknown as ModelFile;
  const found = `format ${JSON.stringify(model?.format ?? null)}`;
  throw new TypeError(`${file}: expected a TensorFlow.js layers model of layers and a weightsManifest, found ${found}`);
};

const parse = (json: string, file: string): unknown => {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new TypeError(`${file}: expected JSON, found ${String(error)}`, { cause: error });
  }
};

/** The shards of a group are one row of bytes, cut anywhere. */
const splitTensors = (bytes: Buffer, entries: readonly WeightEntry[], file: string): [string, Tensor][] => {
  let begin = 0;
  const tensors = entries.map(({ name, shape, dtype, quantization }): [string, Tensor] => {
    if (dtype !== 'float32' || quantization !== undefined) {
      throw new TypeError(`${file}: expected float32 for ${name}, found ${quantization ? 'quantized numbers' : dtype}`);
    }
    const end = begin + 4 * shape.reduce((size, n) => size * n, 1);
    if (end > bytes.length) throw wrongSize(file, end, bytes.length);
    // A copy, since the numbers need not be aligned in the shards.
    const data = new Float32Array(Uint8Array.from(bytes.subarray(begin, end)).buffer);
    begin = end;
    return [name, { shape, data }];
  });
  if (begin !== bytes.length) throw wrongSize(file, begin, bytes.length);
  return tensors;
};

const wrongSize = (file: string, expected: number, found: number): TypeError =>
  new TypeError(`${file}: expected shards of ${expected} bytes or more, found ${found}`);

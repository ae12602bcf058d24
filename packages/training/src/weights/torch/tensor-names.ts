/** How the parameters of our paths are named elsewhere. */
export interface TensorNames {
  readonly naming: 'torchvision' | 'pytorch' | 'paths';
  /** The name of a parameter by its path: `stage2/block1/norm1/running-mean`. */
  readonly nameOf: (path: string) => string;
}

/** What PyTorch calls what our paths end in. */
const tensorNames: Readonly<Record<string, string>> = {
  weights: 'weight',
  bias: 'bias',
  scale: 'weight',
  shift: 'bias',
  'running-mean': 'running_mean',
  'running-variance': 'running_var',
};

const split = (path: string): { readonly layer: string; readonly tensor: string } => {
  const at = path.lastIndexOf('/');
  return { layer: path.slice(0, at), tensor: tensorNames[path.slice(at + 1)] ?? path.slice(at + 1) };
};

/** Our paths with dots, and PyTorch's words at their ends: `stage2.block1.conv1.weight`. */
export const pytorchNames: TensorNames = {
  naming: 'pytorch',
  nameOf: (path) => {
    const { layer, tensor } = split(path);
    return `${layer.replaceAll('/', '.')}.${tensor}`;
  },
};

/** Our paths as they are, as in checkpoints. */
export const pathNames: TensorNames = { naming: 'paths', nameOf: (path) => path };

/** What others call the classifier and the projections of shortcuts, torchvision first. */
const classifiers = ['fc', 'linear', 'classifier'];
const shortcuts = ['downsample', 'shortcut'];

const torchvisionWith = (classifier: string, shortcut: string): TensorNames => ({
  naming: 'torchvision',
  nameOf: (path) => {
    const { layer, tensor } = split(path);
    const name = layer
      .replace(/^stem\//, '')
      .replace(/^head\/fc1$/, classifier)
      .replace(/^stage(\d+)\/block(\d+)\//, (_, stage: string, block: string) => `layer${stage}.${Number(block) - 1}.`)
      .replace(/shortcut\/conv1$/, `${shortcut}.0`)
      .replace(/shortcut\/norm1$/, `${shortcut}.1`)
      .replace(/norm(\d+)$/, 'bn$1');
    return `${name}.${tensor}`;
  },
});

/** torchvision's names: `conv1.weight`, `layer2.0.downsample.0.weight`, `fc.bias`. */
export const torchvisionNames: TensorNames = torchvisionWith('fc', 'downsample');

/** Every naming that an import knows, the likeliest first. */
export const knownNames: readonly TensorNames[] = [
  ...classifiers.flatMap((classifier) => shortcuts.map((shortcut) => torchvisionWith(classifier, shortcut))),
  pytorchNames,
  pathNames,
];

import type { Protocol } from '@resnet/run-log';

/** A table of the paper about ImageNet as printed: errors in percent. */
export interface PrintedTable {
  /** `table-3`. */
  readonly id: string;
  readonly title: string;
  /** How its errors are measured, as the protocol that our runs log. */
  readonly protocol: Protocol;
  readonly rows: readonly PrintedErrors[];
  readonly notes: readonly string[];
}

export interface PrintedErrors {
  readonly method: string;
  /** `null` where none is printed. */
  readonly top1: number | null;
  readonly top5: number | null;
  /** The member that this suite trains; the other methods' errors are quoted. */
  readonly member?: string;
}

const quoted = (method: string, top1: number | null, top5: number): PrintedErrors => ({ method, top1, top5 });

const ours = (method: string, member: string, [top1, top5]: readonly [number, number | null]): PrintedErrors => ({
  ...{ method, top1, top5, member },
});

/** Tables 2 to 5 of the paper. */
export const imagenetTables: readonly PrintedTable[] = [
  {
    id: 'table-2',
    title: 'Table 2. Plain and residual networks on ImageNet, validation error, 10-crop',
    protocol: '10-crop',
    rows: [
      ours('plain-18', 'plain-18', [27.94, null]),
      ours('plain-34', 'plain-34', [28.54, null]),
      ours('ResNet-18', 'resnet-18', [27.88, null]),
      ours('ResNet-34', 'resnet-34', [25.03, null]),
    ],
    notes: ['Residual networks have shortcuts of option A, and no parameter more than their plain twins.'],
  },
  {
    id: 'table-3',
    title: 'Table 3. Validation error on ImageNet, 10-crop',
    protocol: '10-crop',
    rows: [
      quoted('VGG-16', 28.07, 9.33),
      quoted('GoogLeNet', null, 9.15),
      quoted('PReLU-net', 24.27, 7.38),
      ours('plain-34', 'plain-34', [28.54, 10.02]),
      ours('ResNet-34 A', 'resnet-34', [25.03, 7.76]),
      ours('ResNet-34 B', 'resnet-34-B', [24.52, 7.46]),
      ours('ResNet-34 C', 'resnet-34-C', [24.19, 7.4]),
      ours('ResNet-50', 'resnet-50', [22.85, 6.71]),
      ours('ResNet-101', 'resnet-101', [21.75, 6.05]),
      ours('ResNet-152', 'resnet-152', [21.43, 5.71]),
    ],
    notes: ['ResNet-50, -101 and -152 have option B.'],
  },
  {
    id: 'table-4',
    title: 'Table 4. Single models on the ImageNet validation set, fully convolutional at five scales',
    protocol: 'multi-scale',
    rows: [
      quoted('VGG (ILSVRC’14)', null, 8.43),
      quoted('GoogLeNet (ILSVRC’14)', null, 7.89),
      quoted('VGG (v5)', 24.4, 7.1),
      quoted('PReLU-net', 21.59, 5.71),
      quoted('BN-inception', 21.99, 5.81),
      ours('ResNet-34 B', 'resnet-34-B', [21.84, 5.71]),
      ours('ResNet-34 C', 'resnet-34-C', [21.53, 5.6]),
      ours('ResNet-50', 'resnet-50', [20.74, 5.25]),
      ours('ResNet-101', 'resnet-101', [19.87, 4.6]),
      ours('ResNet-152', 'resnet-152', [19.38, 4.49]),
    ],
    notes: ['The number of VGG (ILSVRC’14) is of the test set.'],
  },
  {
    id: 'table-5',
    title: 'Table 5. Ensembles, top-5 error on the ImageNet test set',
    protocol: 'multi-scale',
    rows: [
      quoted('VGG (ILSVRC’14)', null, 7.32),
      quoted('GoogLeNet (ILSVRC’14)', null, 6.66),
      quoted('VGG (v5)', null, 6.8),
      quoted('PReLU-net', null, 4.94),
      quoted('BN-inception', null, 4.82),
      quoted('ResNet (ILSVRC’15)', null, 3.57),
    ],
    notes: [
      'The labels of the test set are not public: ours are of validation images, evaluated by `resnet evaluate <folders> --append --ensemble <name>`.',
    ],
  },
];

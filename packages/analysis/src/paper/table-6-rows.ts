/** A row of Table 6 as printed: test error in percent. */
export interface PrintedRow {
  readonly method: string;
  readonly layers: number | null;
  readonly parameters: string | null;
  readonly error: number;
  /** Over several runs; of those of ResNet-110 the error is the best. */
  readonly over?: { readonly mean: number; readonly deviation: number; readonly bestOf?: number };
  /** The member that this suite trains; the other methods' errors are quoted. */
  readonly member?: string;
}

/** Table 6 of the paper: classification error on the CIFAR-10 test set, all methods with data augmentation. */
export const table6Rows: readonly PrintedRow[] = [
  { method: 'Maxout', layers: null, parameters: null, error: 9.38 },
  { method: 'NIN', layers: null, parameters: null, error: 8.81 },
  { method: 'DSN', layers: null, parameters: null, error: 8.22 },
  { method: 'FitNet', layers: 19, parameters: '2.5M', error: 8.39 },
  { method: 'Highway', layers: 19, parameters: '2.3M', error: 7.54, over: { mean: 7.72, deviation: 0.16 } },
  { method: 'Highway', layers: 32, parameters: '1.25M', error: 8.8 },
  { method: 'ResNet', layers: 20, parameters: '0.27M', error: 8.75, member: 'resnet-20' },
  { method: 'ResNet', layers: 32, parameters: '0.46M', error: 7.51, member: 'resnet-32' },
  { method: 'ResNet', layers: 44, parameters: '0.66M', error: 7.17, member: 'resnet-44' },
  { method: 'ResNet', layers: 56, parameters: '0.85M', error: 6.97, member: 'resnet-56' },
  {
    ...{ method: 'ResNet', layers: 110, parameters: '1.7M', member: 'resnet-110' },
    ...{ error: 6.43, over: { mean: 6.61, deviation: 0.16, bestOf: 5 } },
  },
  { method: 'ResNet', layers: 1202, parameters: '19.4M', error: 7.93, member: 'resnet-1202' },
];

/** The GPUs that the paper trained on. Each normalized by itself the images of a mini-batch that it held. */
export const paperGpus = {
  cifar10: { imagesEach: 64, inWords: 'two GPUs (section 4.2)' },
  imagenet: { imagesEach: 32, inWords: 'eight GPUs (section 3.4)' },
} as const;

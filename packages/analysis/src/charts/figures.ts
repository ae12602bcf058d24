import type { Run } from '@resnet/run-log';
import { errorFigure } from './error-figure.js';
import type { Figure } from './figure.js';

const both = ['training', 'test'] as const;

/** Figure 1: plain-20 and plain-56, training error left, test error right. */
export const figure1 = (runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: 'figure-1',
      title: 'Figure 1. Plain networks on CIFAR-10',
      description:
        'Two panels of error over iteration for plain-20 and plain-56: training error left, test error right.',
      panels: [
        { title: 'training error', members: ['plain-20', 'plain-56'], kinds: ['training'] },
        { title: 'test error', members: ['plain-20', 'plain-56'], kinds: ['test'] },
      ],
    },
    runs,
  );

/**
 * Figure 6: plain 20 to 56 left (the paper does not display plain-110), residual 20 to 110 in the middle, 110 and 1202
 * right.
 */
export const figure6 = (runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: 'figure-6',
      title: 'Figure 6. Training on CIFAR-10',
      description:
        'Panels of training error (dashed) and test error (bold) over iteration: plain networks, residual networks, and ResNet-110 with ResNet-1202 where they have been run.',
      panels: [
        { title: 'plain', members: ['plain-20', 'plain-32', 'plain-44', 'plain-56'], kinds: both },
        {
          title: 'residual',
          members: ['resnet-20', 'resnet-32', 'resnet-44', 'resnet-56', 'resnet-110'],
          kinds: both,
        },
        { title: 'residual, 110 and 1202 layers', members: ['resnet-110', 'resnet-1202'], kinds: both },
      ],
    },
    runs,
  );

/** The networks of Figure 1 beside their residual twins. */
export const degradationFigure = (runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: 'degradation',
      title: 'Degradation: 20 and 56 layers on CIFAR-10',
      description:
        'Panels of training error (dashed) and test error (bold) over iteration: plain-20 and plain-56 left, ResNet-20 and ResNet-56 right, budget by budget.',
      panels: [
        { title: 'plain', members: ['plain-20', 'plain-56'], kinds: both },
        { title: 'residual', members: ['resnet-20', 'resnet-56'], kinds: both },
      ],
    },
    runs,
  );

/**
 * Figure 4: plain networks of 18 and 34 layers left, residual ones right; bold curves are of the center crops of the
 * validation set.
 */
export const figure4 = (runs: readonly Run[]): Figure | null =>
  errorFigure(
    {
      id: 'figure-4',
      title: 'Figure 4. Training on ImageNet',
      description:
        'Panels of training error (dashed) and validation error of center crops (bold) over iteration: plain-18 and plain-34 left, ResNet-18 and ResNet-34 right.',
      panels: [
        { title: 'plain', members: ['plain-18', 'plain-34'], kinds: both },
        { title: 'residual', members: ['resnet-18', 'resnet-34'], kinds: both },
      ],
    },
    runs,
  );

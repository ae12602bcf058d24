import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Figure } from '../charts/index.js';
import { blockFigure } from './block-figure.js';
import { bottleneckCost } from './bottleneck-cost.js';
import { depthHistory } from './depth-history.js';
import { networkFigure } from './network-figure.js';
import { vgg19 } from './vgg19.js';

/** Figure 3: VGG-19, plain-34 and ResNet-34 beside each other. */
export const figure3 = (): Figure =>
  networkFigure(
    {
      id: 'figure-3',
      title: 'Figure 3. VGG-19, plain-34 and ResNet-34',
      description:
        'Three networks for ImageNet drawn layer by layer from top to bottom: VGG-19, the plain network of 34 layers and the residual network of 34 layers, whose shortcuts go around each pair of 3x3 layers. Dotted shortcuts change the dimensions.',
    },
    [vgg19, plainNetwork({ depth: 34 }), residualNetwork({ depth: 34 })],
  );

/** Figure 5: a basic block of ResNet-34 and a bottleneck block of ResNet-50. */
export const figure5 = (): Figure =>
  blockFigure(
    {
      id: 'figure-5',
      title: 'Figure 5. A basic block and a bottleneck block',
      description:
        'Left, a block of ResNet-34: two 3x3 layers with an identity shortcut around them. Right, a block of ResNet-50: a 1x1, a 3x3 and a 1x1 layer with an identity shortcut around them.',
    },
    [residualNetwork({ depth: 34 }), residualNetwork({ depth: 50 })],
  );

/** All figures that need no run: they are made from the network data, or quoted. */
export const drawnFigures = (): readonly Figure[] =>
  [depthHistory(), figure3(), figure5(), bottleneckCost()].map((figure) => ({ ...figure, drawsNetworks: true }));

import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { observations, summary } from './observations.js';

const quick = (network: string, trainingError: number, testError = trainingError + 5) =>
  syntheticRun({ network, budget: 'quick', trainingError, testError });
const four = [quick('plain-20', 41), quick('plain-56', 72), quick('resnet-20', 32), quick('resnet-56', 62)];

describe('the summary', () => {
  it('says what four quick runs showed, and what not yet', () => {
    expect(summary(four)).toBe(
      'On the quick budget (1,000 iterations), training / test error ended at 41.0% / 46.0% (plain-20), 72.0% / 77.0% (plain-56), ' +
        '32.0% / 37.0% (ResNet-20) and 62.0% / 67.0% (ResNet-56), from one run each. ' +
        'Degradation shows: plain-56 has 31.0 ± 8.2 points higher training error than plain-20. ' +
        'Each residual network is ahead of its plain twin: ResNet-20 has 9.0 ± 8.3 points lower training error and 9.0 ± 1.4 points lower test error; ' +
        'ResNet-56 has 10.0 ± 8.1 points lower training error and 10.0 ± 1.2 points lower test error. ' +
        'That depth pays does not show here: against ResNet-20, ResNet-56 has 30.0 ± 8.2 points higher training error and 30.0 ± 1.3 points higher test error. ' +
        'After ± is the 95% sampling error of the images that the errors are counted on; how much seeds differ is not in it.',
    );
  });

  it('tells degradation from its absence and from noise', () => {
    expect(summary([quick('plain-20', 40), quick('plain-56', 30)])).toContain(
      'Degradation does not show: plain-56 has 10.0 ± 8.2 points lower training error than plain-20.',
    );
    expect(summary([quick('plain-20', 40), quick('plain-56', 40.4)])).toMatch(
      /Whether there is degradation cannot be told: plain-56 has no clearly different \(0\.4 ± \d+\.\d points higher\) training error/,
    );
  });

  it('says that depth pays only where both errors fell', () => {
    const shallow = quick('resnet-20', 32, 37);
    expect(summary([shallow, quick('resnet-56', 20, 30)])).toContain('Depth pays here: ');
    expect(summary([shallow, quick('resnet-56', 20, 37)])).toContain('That depth pays does not show here: ');
  });

  it('does not call a residual network ahead that is not', () => {
    expect(summary([quick('plain-20', 30), quick('resnet-20', 32)])).toContain(
      'The residual network is not clearly ahead of its plain twin: ResNet-20 has no clearly different (2.0 ± ',
    );
    expect(summary([...four, quick('plain-32', 20), quick('resnet-32', 32)])).toContain(
      'Not every residual network is clearly ahead of its plain twin: ',
    );
  });

  it('keeps budgets apart, the longest first', () => {
    const text = summary([
      ...four,
      syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12.6, testError: 15.1 }),
    ]);
    expect(text).toMatch(
      /^On the short budget \(8,000 iterations\), training \/ test error ended at 12.6% \/ 15.1% \(plain-20\)\.\n\nOn the quick/,
    );
  });

  it('begins with the runs it is about, whatever other runs showed', () => {
    const others = [syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12.6, testError: 15.1 })];
    const text = summary([quick('plain-20', 41)], others);
    expect(text).toMatch(/^On the quick budget .*\n\nTo compare with, runs recorded before: On the short budget /);
    expect(summary([], others)).toMatch(/^No run has been recorded\.\n\nTo compare with/);
  });

  it('keeps experiments apart, and says nothing of depth where members differ in something else', () => {
    const variants = ['nesterov', 'f32'].map((variant) =>
      syntheticRun({
        ...{ network: 'resnet-20', budget: 'quick', trainingError: 30, testError: 35 },
        ...{ member: `resnet-20/${variant}`, experiment: 'cifar10/choices' },
      }),
    );
    const [own, figure6] = observations([...variants, ...four]).toSorted();
    expect(own).toMatch(
      /^On the quick budget \(1,000 iterations\), in cifar10\/choices, training \/ test error ended at /,
    );
    expect(own).toContain('ResNet-20/f32');
    expect(own).not.toContain('Depth');
    expect(figure6).toBe(summary(four).replace('iterations),', 'iterations), in cifar10/figure-6,'));
  });

  it('averages seeds and says so', () => {
    const runs = [1, 2].map((seed) => syntheticRun({ network: 'resnet-20', seed, trainingError: seed, testError: 8 }));
    expect(summary(runs)).toContain('1.5% / 8.0% (ResNet-20, mean of 2 runs).');
  });

  it('counts no run that diverged or has not finished', () => {
    const diverged = syntheticRun({ network: 'plain-56', budget: 'quick', state: 'diverged', progress: 0.3 });
    expect(summary([diverged])).toBe(
      'On the quick budget (1,000 iterations), no run has finished. plain-56 (seed 1) is not counted: diverged at iteration 300.',
    );
  });

  it('claims nothing about a smoke test', () => {
    const smoke = [20, 56].map((depth) =>
      syntheticRun({ network: `plain-${depth}`, budget: 'smoke', trainingError: depth }),
    );
    expect(summary(smoke)).toMatch(
      /^The smoke budget \(\d+ iterations\) only shows that everything runs: its errors mean nothing\.$/,
    );
  });

  it('says so where nothing has been run', () => {
    expect(summary([])).toBe('No run has been recorded.');
  });
});

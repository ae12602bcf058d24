import { describe, expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { observations, paragraphs } from './observations.js';

const summary = (runs: Parameters<typeof paragraphs>[0]) => paragraphs(runs).join('\n\n');

const quick = (network: string, trainingError: number, testError = trainingError + 5) =>
  syntheticRun({ network, budget: 'quick', trainingError, testError });
const plain56 = { network: 'plain-56', budget: 'quick', trainingError: 60 } as const;
const four = [quick('plain-20', 41), quick('plain-56', 72), quick('resnet-20', 32), quick('resnet-56', 62)];

describe('the summary', () => {
  it('says what four quick runs showed, and what not yet', () => {
    expect(summary(four)).toBe(
      'On the quick budget (1,000 iterations), training / test error ended at 41.0% / 46.0% (plain-20), 72.0% / 77.0% (plain-56), ' +
        '32.0% / 37.0% (ResNet-20) and 62.0% / 67.0% (ResNet-56), from one run each. ' +
        'Degradation shows: plain-56 has 31.0 points higher training error (22.6 to 38.8) than plain-20. ' +
        'Each residual network is ahead of its plain twin: ResNet-20 has 9.0 points lower training error (0.7 to 17.2) and 9.0 points lower test error (7.6 to 10.4); ' +
        'ResNet-56 has 10.0 points lower training error (1.9 to 18.0) and 10.0 points lower test error (8.8 to 11.2). ' +
        'The deeper residual network is worse here: against ResNet-20, ResNet-56 has 30.0 points higher training error (21.5 to 37.9) and 30.0 points higher test error (28.7 to 31.3). ' +
        'In brackets are 95% intervals from the sampling of the images that errors are counted on; how much seeds differ is not in them.',
    );
  });

  it('tells degradation from its absence and from noise', () => {
    expect(summary([quick('plain-20', 40), quick('plain-56', 30)])).toMatch(
      /Degradation does not show: plain-56 has 10\.0 points lower training error \(\d+\.\d to \d+\.\d\) than plain-20\./,
    );
    expect(summary([quick('plain-20', 40), quick('plain-56', 40.4)])).toMatch(
      /Whether there is degradation cannot be told: plain-56 has 0\.4 points higher training error \(not resolved: \d+\.\d lower to \d+\.\d higher\) than plain-20\./,
    );
  });

  it('looks for degradation on the training set as it is too, where that was logged', () => {
    const runs = [
      syntheticRun({ network: 'plain-20', budget: 'quick', trainingError: 40, trainingSetError: 38 }),
      syntheticRun({ network: 'plain-56', budget: 'quick', trainingError: 60, trainingSetError: 57 }),
    ];
    expect(summary(runs)).toContain(
      'and 19.0 points higher error on the whole training set (18.4 to 19.6) than plain-20.',
    );
    // Three seeds agree on the training error; errors on the whole training set are of two seeds, and far apart.
    const oneUnresolved = [1, 2, 3].flatMap((seed) => [
      syntheticRun({ network: 'plain-20', budget: 'quick', seed, trainingError: 40 + seed, trainingSetError: 10 }),
      syntheticRun({
        ...{ network: 'plain-56', budget: 'quick', seed, trainingError: 60 + seed },
        ...(seed === 1 ? {} : { trainingSetError: 20 * seed }),
      }),
    ]);
    expect(summary(oneUnresolved)).toMatch(
      /Degradation shows: plain-56 has 20\.0 points higher training error .* and \d+\.\d points (?:higher|lower) error on the whole training set \(not resolved: /,
    );
    const apart = [runs[0]!, syntheticRun({ ...plain56, trainingSetError: 30 })];
    expect(summary(apart)).toContain('Whether there is degradation cannot be told: ');
  });

  it('says that the deeper network is better only where both errors fell', () => {
    const shallow = quick('resnet-20', 32, 37);
    expect(summary([shallow, quick('resnet-56', 20, 30)])).toContain('The deeper residual network is better here: ');
    expect(summary([shallow, quick('resnet-56', 20, 37)])).toContain(
      'The deeper residual network is not clearly better here: ',
    );
    expect(summary([shallow, quick('resnet-56', 50, 50)])).toContain('The deeper residual network is worse here: ');
  });

  it('takes its intervals from seeds where two show a spread', () => {
    const runs = [1, 2, 3].flatMap((seed) => [
      syntheticRun({ network: 'plain-20', budget: 'quick', seed, trainingError: 40 + seed, testError: 45 + seed }),
      syntheticRun({ network: 'plain-56', budget: 'quick', seed, trainingError: 50 + 2 * seed, testError: 60 }),
    ]);
    // Differences of 11, 12 and 13: 12 give or take 4.303 / sqrt(3).
    expect(summary(runs)).toContain('plain-56 has 12.0 points higher training error (9.5 to 14.5) than plain-20.');
    expect(summary(runs)).toContain('In brackets are 95% intervals over the seeds.');
  });

  it('does not call a residual network ahead that is not', () => {
    expect(summary([quick('plain-20', 30), quick('resnet-20', 32)])).toContain(
      'The residual network is not clearly ahead of its plain twin: ResNet-20 has 2.0 points higher training error (not resolved: ',
    );
    expect(summary([...four, quick('plain-32', 20), quick('resnet-32', 32)])).toContain(
      'Not every residual network is clearly ahead of its plain twin: ',
    );
    const behind = [quick('plain-20', 20), quick('resnet-20', 40)];
    expect(summary(behind)).toContain('The residual network is behind its plain twin: ');
    expect(summary([...behind, quick('plain-32', 20), quick('resnet-32', 40)])).toContain(
      'Each residual network is behind its plain twin: ',
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

  it('has where each member ended apart from what follows', () => {
    const [seen] = observations([quick('plain-20', 41), quick('plain-56', 72)]);
    expect(seen?.title).toBe('quick budget (1,000 iterations)');
    expect(seen?.errors.map(({ name, training, test, n }) => [name, training, test, n])).toEqual([
      ['plain-20', 41, 46, 1],
      ['plain-56', 72, 77, 1],
    ]);
    expect(seen?.sentences.map((sentence) => sentence.slice(0, 20))).toEqual([
      'Degradation shows: p',
      'In brackets are 95% ',
    ]);
  });

  it('keeps experiments apart, and says nothing of depth where members differ in something else', () => {
    const variants = ['nesterov', 'f32'].map((variant) =>
      syntheticRun({
        ...{ network: 'resnet-20', budget: 'quick', trainingError: 30, testError: 35 },
        ...{ member: `resnet-20/${variant}`, experiment: 'cifar10/choices' },
      }),
    );
    const [own, figure6] = paragraphs([...variants, ...four]).toSorted();
    expect(own).toMatch(
      /^On the quick budget \(1,000 iterations\), in cifar10\/choices, training \/ test error ended at /,
    );
    expect(own).toContain('ResNet-20/f32');
    expect(own).not.toContain('deeper');
    expect(figure6).toBe(summary(four).replace('iterations),', 'iterations), in cifar10/figure-6,'));
  });

  it('averages seeds and says so', () => {
    const runs = [1, 2].map((seed) => syntheticRun({ network: 'resnet-20', seed, trainingError: seed, testError: 8 }));
    expect(summary(runs)).toContain('1.5% / 8.0% (ResNet-20, mean of 2 runs).');
  });

  it('says why differences are not those of the means', () => {
    const runs = [1, 2, 3, 4].flatMap((seed) => [
      syntheticRun({ network: 'plain-20', budget: 'quick', seed, trainingError: 40 + seed, testError: 45 + seed }),
      ...(seed === 4 ? [] : [syntheticRun({ network: 'plain-56', budget: 'quick', seed, trainingError: 60 - seed })]),
      syntheticRun({ network: 'resnet-20', budget: 'quick', seed, trainingError: 30, testError: 35 }),
    ]);
    expect(summary(runs)).toMatch(/ than plain-20, over the seeds that both have\. The residual network is ahead/);
    expect(summary(runs).match(/over the seeds that both have/g)).toHaveLength(1);
  });

  it('says that sides share no seed where images alone are counted', () => {
    const apart = [quick('plain-20', 40), syntheticRun({ ...plain56, seed: 2 })];
    expect(summary(apart)).toContain(' than plain-20, though the two share no seed. ');
    expect(summary([quick('plain-20', 40), syntheticRun(plain56)])).not.toContain('share no seed');
  });

  it('says what else differences may be owed to', () => {
    const [shallow, deep] = [quick('plain-20', 41), quick('plain-56', 72)];
    const inFloat = { ...deep, record: { ...deep.record, precision: 'f32' } };
    expect(summary([shallow, inFloat])).toContain(
      ' than plain-20, and they were trained differently too (precision: f32 against bf16).',
    );
  });

  it('has the training error of runs that were evaluated on images held out alone', () => {
    const heldOut = (run: Run): Run => {
      const rows = <Row extends { readonly split: string }>(of: readonly Row[]) =>
        of.map((row) => ({ ...row, split: 'validation' as const }));
      const final = { ...run.record.final!, evaluation: rows(run.record.final!.evaluation) };
      return { ...run, evaluation: rows(run.evaluation), record: { ...run.record, final } };
    };
    expect(summary([heldOut(quick('resnet-20', 30))])).toBe(
      'On the quick budget (1,000 iterations), training / test error ended at 30.0% / not measured (ResNet-20).',
    );
    expect(summary([quick('plain-20', 40), heldOut(quick('resnet-20', 30))])).toMatch(
      /The residual network is not clearly ahead .*: ResNet-20 has 10\.0 points lower training error \(.*\) and no measured test error\./,
    );
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

import { expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import type { OutputExperiment } from '../runs/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { experimentTable } from './experiment-table.js';
import { tableMarkdown } from './table.js';

const experiment: OutputExperiment = {
  id: 'imagenet/figure-4',
  reproduces: 'Figure 4',
  claim: 'Depth helps.',
  members: [18, 34].map((depth) => ({ name: `plain-${depth}`, network: { family: 'plain', depth } })),
};
const ended = { network: 'plain-18', experiment: experiment.id, trainingError: 30, testError: 45 } as const;
const markdownOf = (run: Run): string => tableMarkdown(experimentTable(experiment, [run])!);

it('has top-1 and top-5 errors of training and test where runs tell many classes apart', () => {
  const markdown = markdownOf(syntheticRun({ ...ended, classes: 1000 }));
  const columns = ['training, top-1', 'training, top-5', 'test, top-1', 'test, top-5'];
  expect(markdown).toContain(`| member | ${columns.map((column) => `paper budget, ${column}`).join(' | ')} |`);
  expect(markdown).toContain('| plain-18 | 30.00 (n = 1) | 2.00 (n = 1) | 45.00 (n = 1) | 3.00 (n = 1) |');
  expect(markdown).toContain('| plain-34 | not run | not run | not run | not run |');
});

it('names the seeds of paired members where those of a column differ', () => {
  const paired = { ...experiment, paired: true };
  const runs = [
    syntheticRun({ ...ended, trainingSetError: 29 }),
    syntheticRun({ ...ended, network: 'plain-34' }),
    syntheticRun({ ...ended, network: 'plain-34', seed: 2, trainingSetError: 31 }),
  ];
  const markdown = tableMarkdown(experimentTable(paired, runs)!);
  expect(markdown).toContain('| plain-18 | 30.00 (n = 1; seed 1) | 29.00 (n = 1; seed 1) | 45.00 (n = 1; seed 1) |');
  expect(markdown).toContain(
    '| plain-34 | 30.00 ± 0.00 (n = 2; seeds 1 and 2) | 31.00 (n = 1; seed 2; 1 of 2 not logged) | 45.00 ± 0.00 (n = 2; seeds 1 and 2) |',
  );
  expect(markdown).toContain('- Members are compared seed by seed: ');
  const [same] = [runs.slice(0, 2)].map((alike) => tableMarkdown(experimentTable(paired, alike)!));
  expect(same).toContain('| plain-34 | 30.00 (n = 1) | not logged | 45.00 (n = 1) |');
  expect(tableMarkdown(experimentTable(experiment, runs)!)).not.toContain('seed 2');
});

it('says where an older run has no top-5 error of training', () => {
  const { record, ...run } = syntheticRun({ ...ended, classes: 1000 });
  const { trainingTop5Error, ...final } = record.final!;
  expect(trainingTop5Error).toBe(2);
  const markdown = markdownOf({ ...run, record: { ...record, final } });
  expect(markdown).toContain('| plain-18 | 30.00 (n = 1) | not logged | 45.00 (n = 1) | 3.00 (n = 1) |');
});

it('has top-1 errors alone of ten classes', () => {
  const markdown = markdownOf(syntheticRun({ ...ended, classes: 10 }));
  expect(markdown).toContain('| member | paper budget, training | paper budget, test |');
  expect(markdown).toContain('| plain-18 | 30.00 (n = 1) | 45.00 (n = 1) |');
});

it('says which view of an image the test error is of', () => {
  const run = syntheticRun(ended);
  const ofPhotographs = run.evaluation.map(
    (row) => ({ ...row, split: 'validation', protocol: 'center-crop' }) as const,
  );
  expect(markdownOf(run)).toContain('test error on the single original view');
  expect(markdownOf({ ...run, evaluation: ofPhotographs })).toContain(
    'test error on the center crops of the validation set',
  );
});

it('says where runs of a budget are from several kinds of processor', () => {
  const on = (isa: string, seed: number): Run => {
    const { record, ...run } = syntheticRun({ ...ended, seed });
    return { ...run, record: { ...record, engine: { ...record.engine, versions: { isa } } } };
  };
  const notes = (runs: readonly Run[]) => experimentTable(experiment, runs)!.notes.join('\n');
  expect(notes([on('avx2', 1), on('amx-bf16', 2), on('amx-bf16', 3)])).toContain(
    'Runs are from several kinds of processor, paper budget (64,000 iterations): avx2 (1) and amx-bf16 (2).',
  );
  expect(notes([on('avx2', 1), on('avx2', 2)])).not.toContain('processor');
});

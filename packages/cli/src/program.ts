import { Command } from 'commander';
import { VersionRequest } from './version-request.js';
import { addBench } from './verbs/bench.js';
import { addCompare } from './verbs/compare.js';
import { addData } from './verbs/data.js';
import { addDescribe } from './verbs/describe.js';
import { addEvaluate } from './verbs/evaluate.js';
import { addExport } from './verbs/export.js';
import { addFigures } from './verbs/figures.js';
import { addImport } from './verbs/import.js';
import { addList } from './verbs/list.js';
import { addReport } from './verbs/report.js';
import { addRun } from './verbs/run.js';
import { addTables } from './verbs/tables.js';

/** In the order of a reproduction. */
const verbs = [
  addList,
  addDescribe,
  addData,
  addRun,
  addImport,
  addExport,
  addEvaluate,
  addCompare,
  addTables,
  addFigures,
  addReport,
  addBench,
];

/** The `resnet` command. Each verb loads what it needs only when it runs, so that help and errors come at once. */
export const createProgram = (): Command => {
  const program = new Command('resnet')
    .description('Reproduce "Deep Residual Learning for Image Recognition" (He et al., 2015)')
    .option('--version', 'print the version and the commit of the suite')
    .on('option:version', () => {
      throw new VersionRequest();
    })
    .exitOverride()
    .showHelpAfterError('Run with --help for the usage and an example.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 bad usage, 128 + n ended by signal n. RESNET_DEBUG=1 shows stacks.',
    );
  for (const add of verbs) add(program);
  return program;
};

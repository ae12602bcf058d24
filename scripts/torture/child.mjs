// One process that is tortured: `resnet run` with a run of its own. Usage: child.mjs <results folder>
import { carryOut, guardOutputs, holdSignals, loadTrainAll } from '@resnet/cli/harness';

holdSignals();
guardOutputs();
process.exitCode = await carryOut(async () => {
  const trainAll = await loadTrainAll();
  const { tinyRun } = await import('./tiny-run.mjs');
  await trainAll({ ...tinyRun(process.argv[2]), say: console.log });
});

import { formatSeconds } from '../format.js';
import { listNames } from '../suggest.js';
import { isExperimentFile } from '../load-experiment.js';
import { leastChoice, type Choice } from './fit-budget.js';
import { repeatCommand, shellWord } from './repeat-command.js';
import type { RunCommand } from './run-command.js';

export interface ExplainOptions {
  readonly asked: Choice;
  readonly taken: Choice;
  /** Minutes there are. */
  readonly within: number;
  /** Seconds that a choice takes on this machine. */
  readonly secondsOf: (choice: Choice) => number;
  /** The networks that are trained where not all are. */
  readonly enough: readonly string[];
  readonly command: Pick<RunCommand, 'experiment' | 'out'> & Partial<RunCommand>;
}

/** Why another budget was taken than the one asked for, in a sentence or two; `null` where it is the one. */
export const explainChoice = (options: ExplainOptions): string | null => {
  const { asked, taken, within, secondsOf } = options;
  if (taken.budget === asked.budget && taken.networks === asked.networks) return null;
  const needed = `The ${asked.budget} budget needs about ${formatSeconds(secondsOf(asked))} here; there are ${within} minutes`;
  if (taken.budget === 'smoke') return `${needed}. ${whyNothingShows(options)}`;
  const networks = taken.networks === 'all' ? '' : `, with ${listNames(options.enough, 'and')} only`;
  const seconds = secondsOf(taken);
  const longer = seconds > within * 60 ? `, about ${formatSeconds(seconds)}: less would show nothing` : '';
  return `${needed}. So the ${taken.budget} budget is taken${networks}${longer}.`;
};

const whyNothingShows = ({ secondsOf, enough, command }: ExplainOptions): string => {
  const { budget } = leastChoice;
  const { experiment, out } = command;
  const own = isExperimentFile(experiment) ? [experiment] : [];
  const least = `the ${budget} budget for ${listNames(enough, 'and')} alone, needs about ${formatSeconds(secondsOf(leastChoice))}`;
  return [
    `The least that shows something, ${least}. So the smoke budget is taken, which only shows that everything runs. To go on, at any time and with interruptions:`,
    `  ${repeatCommand({ ...command, budget, only: enough, fresh: false, yes: false })}`,
    `  ${['npx resnet report', ...[...own, '--results', out, '--out', out].map(shellWord)].join(' ')}`,
  ].join('\n');
};

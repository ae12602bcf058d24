import { type BudgetName, budgetNames } from '@resnet/run-log';
import { type ClaimResult, isJudged, type Verdict } from '../claims/index.js';
import { countRemarked, type OpenClaim, openClaims, seedRemark, testErrorNote, verdictNames } from '../tables/index.js';
import { printedName } from '../words.js';
import { escapeHtml as text } from './escape-html.js';
import { chartPlace } from './figure-section.js';
import { intervalBar } from './interval-bar.js';

/**
 * What runs say of the paper's claims: those that can be judged, budget by budget, each with its chart; then those that
 * no budget can judge, by name.
 */
export const claimSections = (results: readonly ClaimResult[]): readonly string[] => {
  const judged = results.filter(isJudged);
  const open = openClaims(results);
  return [
    ...(judged.length === 0 ? [] : [overview(judged)]),
    ...budgetsOf(judged).map((budget, index) =>
      budgetClaims(
        budget,
        judged.filter((result) => result.budget === budget),
        index === 0,
      ),
    ),
    ...(open.length === 0 ? [] : [notRun(open)]),
  ];
};

/** The element that holds a claim's chart. */
export const claimChartId = ({ id, budget }: ClaimResult): string => `chart-claim-${budget}-${id.replaceAll('/', '-')}`;

/** Whether there are curves of what it is about. */
export const hasCurves = ({ verdict, measure }: ClaimResult): boolean =>
  verdict !== 'not-run' && measure !== 'layer-responses' && measure !== 'gradient-norms';

const verdicts = ['supported', 'contradicted', 'not-resolved'] as const;

const overview = (judged: readonly ClaimResult[]): string => {
  const rows = budgetsOf(judged).map((budget) => {
    const own = judged.filter((result) => result.budget === budget);
    const counts = [
      ...verdicts.map((verdict) => own.filter((result) => result.verdict === verdict).length),
      countRemarked(own),
    ];
    return `<tr><th scope="row"><a href="#${claimsId(budget)}">${text(budget)}</a></th>${counts.map((count) => `<td class="number">${count}</td>`).join('')}</tr>`;
  });
  return `<p>Each statement of the paper is tested against the runs. It is supported where the whole 95% interval of the difference agrees with it, contradicted where none of the interval does, and else not resolved. A verdict from one seed knows nothing of the spread between seeds: it tells two runs apart, and not the networks. A shorter budget can contradict what holds on the paper's. ${text(testErrorNote)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Verdicts by budget"><table>
<thead><tr><th scope="col">budget</th>${verdicts.map((verdict) => `<th scope="col" class="number">${badge(verdict)}</th>`).join('')}<th scope="col" class="number">spread of seeds unknown</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
};

const budgetsOf = (results: readonly ClaimResult[]): readonly BudgetName[] =>
  budgetNames.filter((name) => results.some(({ budget }) => budget === name));

const claimsId = (budget: string): string => `claims-${budget}`;

const badge = (verdict: Verdict): string => `<span class="badge ${verdict}">${verdictNames[verdict]}</span>`;

/** Those of shorter budgets are folded. */
const budgetClaims = (budget: string, results: readonly ClaimResult[], longest: boolean): string =>
  `<details class="budget" id="${claimsId(budget)}"${longest ? ' open' : ''}><summary><h3>On the ${text(budget)} budget</h3></summary>
<div class="claims">
${results.map(claimArticle).join('\n')}
</div>
</details>`;

const claimArticle = (result: ClaimResult): string => {
  const { verdict, statement, section, sentence, difference, caveats } = result;
  return `<article class="claim" aria-label="${text(statement)}">
<p>${[badge(verdict), ...seedRemark(result)].join(' ')} <span class="source">section ${text(section)}</span></p>
<h4>${text(statement)}</h4>
<p>${text(sentence)}</p>
${difference === undefined ? '' : intervalBar(difference)}
${caveats.map((caveat) => `<p class="source">${text(caveat)}</p>`).join('\n')}
${hasCurves(result) ? chartPlace(claimChartId(result), `The curves of ${result.members.map(printedName).join(' and ')}`) : ''}
</article>`;
};

const notRun = (claims: readonly OpenClaim[]): string => `<details>
<summary><span>Not run</span> <span class="outcome">${claims.length} ${claims.length === 1 ? 'claim' : 'claims'} that the finished runs cannot judge on any budget</span></summary>
<ul class="not-run">${claims.map(openItem).join('')}</ul>
</details>`;

const openItem = ({ statement, missing }: OpenClaim): string => {
  const reasons = missing.map(
    ({ budgets, sentence }) =>
      ` <span class="source">${budgets.join(', ')} ${budgets.length === 1 ? 'budget' : 'budgets'}. ${text(sentence)}</span>`,
  );
  return `<li>${text(statement)}${reasons.join('')}</li>`;
};

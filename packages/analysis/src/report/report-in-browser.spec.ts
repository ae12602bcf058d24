import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '@resnet/run-log';
import type { Browser, Locator, Page } from 'playwright-core';
import { judgePaper } from '../claims/index.js';
import { degradationFigure, drawFigures } from '../charts/index.js';
import { ledgerRows } from '../ledger/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { degradationTable } from '../tables/index.js';
import { chromiumPath, startChromium } from './chromium.fixture.js';
import { reportPage } from './report-page.js';

const timing = [250, 500, 750, 1000].map((iteration) => ({
  iteration,
  wallSeconds: iteration,
  imagesPerSecond: 128,
  residentBytes: 0,
}));
/** A run that recorded which test images it got wrong: as many of the first ones as its error says. */
const withOutcomes = (run: Run, testError: number): Run => {
  const wrong = Uint8Array.from({ length: 10_000 / 8 }, (_, byte) =>
    Array.from({ length: 8 }, (_, bit) => (8 * byte + bit < 100 * testError ? 1 << bit : 0)).reduce((a, b) => a | b),
  );
  const final = { ...run.record.final!, misclassified: Buffer.from(wrong).toString('base64') };
  return { ...run, record: { ...run.record, final } };
};
/** A run whose last mini-batches were all right. */
const withoutErrors = (run: Run): Run => ({
  ...run,
  training: [...run.training.slice(0, -1), { ...run.training.at(-1)!, error: 0 }],
});
const runs = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'].flatMap((network, index) => [
  { ...syntheticRun({ network, budget: 'quick', trainingError: 11 + index, testError: 12 + index }), timing },
  withoutErrors(syntheticRun({ network, budget: 'quick', seed: 2, trainingError: 21 + index, testError: 22 + index })),
  withOutcomes(
    syntheticRun({ network, budget: 'glance', trainingError: 31 + index, testError: 32 + index }),
    32 + index,
  ),
]);

const lastTrainingError = runs[0]!.training.at(-1)!.error.toFixed(2);

const patience = 60_000;

/** What a reader does on the page, in a browser. Without a Chromium these tests are skipped, and jest says so. */
const withChromium = chromiumPath === null ? describe.skip : describe;

withChromium('the report page in Chromium', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  let chart: Locator;
  const problems: string[] = [];

  const open = async (options: Parameters<Browser['newPage']>[0]): Promise<void> => {
    page = await browser.newPage(options);
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) problems.push(`request ${request.url()}`);
    });
    await page.goto(`file://${join(folder, 'report.html')}`);
    chart = page.locator('#chart-degradation');
    // A chart is drawn when it comes into sight.
    await chart.scrollIntoViewIfNeeded();
    await chart.locator('.plot svg').first().waitFor();
  };

  const names = (): Promise<string[]> => chart.locator('.readout tbody th').allTextContents();
  const cells = (row: number): Promise<string[]> =>
    chart.locator('.readout tbody tr').nth(row).locator('td').allTextContents();
  /** The labels of a panel's horizontal axis, or of its axis of errors, as a set. */
  const axis = async (panel: number, which: 'x' | 'y' = 'x'): Promise<readonly string[]> => {
    const labels = chart.locator('.plot').nth(panel).locator('.role-axis-label');
    return (
      await labels
        .nth(which === 'x' ? 0 : 1)
        .locator('text')
        .allTextContents()
    ).sort();
  };
  const lines = (panel: number): Promise<number> =>
    chart.locator('.plot').nth(panel).locator('.mark-line path').count();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'resnet-report-'));
    const figures = await drawFigures([degradationFigure(runs)!]);
    const tables = [degradationTable(runs)];
    const page = reportPage({ runs, figures, tables, claims: judgePaper(runs), ledger: ledgerRows(runs) });
    await writeFile(join(folder, 'report.html'), page);
    browser = await startChromium();
    await open({ viewport: { width: 1200, height: 900 } });
  }, patience);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  it(
    'draws both panels from the file alone, under its own policy, without a word on the console',
    async () => {
      expect(await lines(0)).toBe(8);
      expect(await lines(1)).toBe(8);
      expect(problems).toEqual([]);
    },
    patience,
  );

  it(
    'shows where each run ended before anything is touched',
    async () => {
      expect(await names()).toEqual([
        ...['plain-20', 'plain-20', 'plain-56', 'plain-56'],
        ...['ResNet-20', 'ResNet-20', 'ResNet-56', 'ResNet-56'],
      ]);
      expect(await cells(0)).toEqual(['quick', '1', lastTrainingError, '12.00']);
    },
    patience,
  );

  it(
    'switches networks, seeds, budgets and kinds of curves off and on',
    async () => {
      await chart.getByLabel('plain-56').uncheck();
      expect(await lines(0)).toBe(4);
      await chart.getByRole('group', { name: 'seeds' }).getByLabel('2').uncheck();
      expect(await lines(0)).toBe(2);
      await chart.getByLabel('training (dashed)').uncheck();
      expect(await lines(0)).toBe(1);
      await chart.getByLabel('glance').check();
      expect(await lines(0)).toBe(2);
      expect(await cells(1)).toEqual(['glance', '1', '', '32.00']);
      await chart.getByLabel('glance').uncheck();
      for (const label of ['plain-56', 'training (dashed)']) await chart.getByLabel(label).check();
      await chart.getByRole('group', { name: 'seeds' }).getByLabel('2').check();
      expect(await lines(0)).toBe(8);
    },
    patience,
  );

  it(
    'shows values under the pointer',
    async () => {
      await chart
        .locator('.plot')
        .first()
        .hover({ position: { x: 250, y: 100 } });
      expect(await chart.locator('.tip').first().textContent()).toMatch(
        /^plain-\d+, seed \d, quick budget(training|test) error \d+\.\d\d% at iteration \d+$/,
      );
      expect(await chart.locator('.reading output').textContent()).toMatch(/^iteration \d+$/);
      await page.mouse.move(5, 5);
      expect(await chart.locator('.reading output').textContent()).toBe('the end of each curve');
    },
    patience,
  );

  it(
    'reads values by keyboard',
    async () => {
      const slider = chart.getByRole('slider');
      await slider.focus();
      await page.keyboard.press('Home');
      expect(await slider.getAttribute('aria-valuetext')).toMatch(/^iteration \d$/);
      await page.keyboard.press('End');
      expect(await cells(0)).toEqual(['quick', '1', lastTrainingError, '12.00']);
    },
    patience,
  );

  it(
    'reads nothing where a run has ended, and the ends again once no curve reaches the place',
    async () => {
      const [slider, place] = [chart.getByRole('slider'), chart.locator('.reading output')];
      await chart.getByLabel('glance').check();
      await slider.focus();
      await page.keyboard.press('End');
      expect(await place.textContent()).toBe('iteration 1,000');
      expect(await cells(0)).toEqual(['quick', '1', lastTrainingError, '12.00']);
      expect(await cells(1)).toEqual(['glance', '1', '', '']);
      await chart.getByLabel('quick').uncheck();
      expect(await place.textContent()).toBe('the end of each curve');
      expect(await slider.inputValue()).toBe(await slider.getAttribute('max'));
      expect((await cells(0)).at(-1)).toBe('32.00');
      await chart.getByLabel('quick').check();
      await chart.getByLabel('glance').uncheck();
    },
    patience,
  );

  it(
    'zooms by a pulled rectangle and by buttons, and shows all again',
    async () => {
      const before = await axis(0);
      const box = (await chart.locator('.plot').first().boundingBox())!;
      await page.mouse.move(box.x + 200, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + 300, box.y + 160, { steps: 4 });
      await page.mouse.up();
      const pulled = await axis(0);
      expect(pulled).not.toEqual(before);
      expect(await axis(1)).toEqual(pulled);
      await chart.getByRole('button', { name: 'Zoom in' }).focus();
      await page.keyboard.press('Enter');
      expect(await axis(0)).not.toEqual(pulled);
      await chart.getByRole('button', { name: 'Show all' }).click();
      expect(await axis(0)).toEqual(before);
    },
    patience,
  );

  it(
    'shows all again where the lines end before what was zoomed to',
    async () => {
      const before = await axis(0);
      await chart.getByRole('button', { name: 'Zoom in' }).click();
      const near = await axis(0);
      expect(near).not.toEqual(before);
      await chart.getByLabel('plain-56').uncheck();
      expect(await axis(0)).toEqual(near);
      await chart.getByLabel('glance').check();
      await chart.getByLabel('quick').uncheck();
      expect(await axis(0)).toContain('400');
      await chart.getByLabel('quick').check();
      expect(await axis(0)).toEqual(before);
      await chart.getByLabel('glance').uncheck();
      await chart.getByLabel('plain-56').check();
    },
    patience,
  );

  it(
    'has linear and logarithmic errors, and other axes across',
    async () => {
      expect(await axis(0, 'y')).toContain('0');
      await chart.getByLabel('error axis').selectOption('logarithmic');
      expect(await axis(0, 'y')).not.toContain('0');
      // An error of 0 would be drawn at the upper end, which no error reaches.
      const paths = chart.locator('.plot').first().locator('.mark-line path');
      for (const path of await paths.all()) expect(await path.getAttribute('d')).not.toMatch(/,0(L|$)/);
      await chart.getByLabel('across').selectOption('share of the training');
      expect(await axis(0)).toContain('100%');
      await chart.getByLabel('across').selectOption('time since the start');
      expect(await axis(0)).toContain('16');
      await chart.getByLabel('across').selectOption('iterations');
      await chart.getByLabel('error axis').selectOption('linear');
      expect(problems).toEqual([]);
    },
    patience,
  );

  it(
    'says of each claim what the runs say, draws its curves, and has the choices of any chart',
    async () => {
      const claim = page.getByRole('article', { name: 'plain-56 has higher test error than plain-20.' }).first();
      await claim.scrollIntoViewIfNeeded();
      expect(await claim.locator('.badge').textContent()).toMatch(/^(supported|contradicted|not resolved)$/);
      const curves = claim.locator('.mark-line path');
      await curves.first().waitFor();
      expect(await curves.count()).toBe(4);
      await claim.getByText('Choose, zoom and read').click();
      await claim.getByRole('checkbox', { name: 'plain-56' }).uncheck();
      expect(await curves.count()).toBe(2);
    },
    patience,
  );

  it(
    'has the claims on shorter budgets folded, until a link leads to them',
    async () => {
      const shorter = page.locator('#claims-glance');
      const claim = shorter.getByRole('article').first();
      expect(await claim.isVisible()).toBe(false);
      await page.getByRole('region', { name: 'Verdicts by budget' }).getByRole('link', { name: 'glance' }).click();
      await claim.locator('.mark-line path').first().waitFor();
      expect(await claim.isVisible()).toBe(true);
      expect(await page.locator('#claims-quick').getByRole('article').first().isVisible()).toBe(true);
    },
    patience,
  );

  it(
    'compares two networks on one budget at first',
    async () => {
      const compared = page.locator('#compared');
      expect(await compared.locator('.sentences li').last().textContent()).toMatch(
        /^plain-20 on the quick budget, seeds 1, 2 has .* than plain-56 on the quick budget, seeds 1, 2 /,
      );
      await compared.getByRole('combobox').nth(1).selectOption('plain-20 (cifar10/figure-6), seed 2');
      expect(await compared.textContent()).toContain('Both sides have the run of seed 2');
    },
    patience,
  );

  it(
    'compares any two sides that are chosen',
    async () => {
      const compared = page.locator('#compared');
      const sentences = compared.locator('.sentences li');
      await compared.getByRole('combobox').nth(0).selectOption('ResNet-56 (cifar10/figure-6), 2 seeds');
      await compared.getByRole('combobox').nth(1).selectOption('ResNet-20 (cifar10/figure-6), 2 seeds');
      expect(await sentences.last().textContent()).toMatch(
        /^ResNet-56 on the quick budget, .* has 1\.00 points higher test error/,
      );
      expect(await compared.locator('.plot').first().locator('.mark-line path').count()).toBe(8);
      expect(await compared.locator('.plot').last().locator('.mark-line path').count()).toBe(2);
      expect(await compared.getByText('The machines are the same.').isVisible()).toBe(true);
      expect(await compared.locator('tbody th').filter({ hasText: 'parameters' }).count()).toBe(0);
      expect(problems).toEqual([]);
    },
    patience,
  );

  it(
    'compares runs that recorded which test images they got wrong, image by image',
    async () => {
      const compared = page.locator('#compared');
      const choose = async (side: number, network: string) => {
        const select = compared.getByRole('combobox').nth(side);
        const option = select.locator('optgroup[label="glance budget"] option', { hasText: network });
        await select.selectOption({ value: (await option.getAttribute('value'))! });
      };
      await choose(0, 'ResNet-56');
      await choose(1, 'ResNet-20');
      const sentence = await compared.locator('.sentences li').last().textContent();
      expect(sentence).toMatch(/^ResNet-56 on the glance budget, .* has 1\.00 points higher test error/);
      expect(sentence).not.toContain('unpaired');
      expect(problems).toEqual([]);
    },
    patience,
  );

  it(
    'shows values of the difference under the pointer and by keyboard',
    async () => {
      const difference = page.locator('#chart-difference');
      const tip = difference.locator('.tip');
      expect(await tip.isVisible()).toBe(false);
      await difference.locator('.plot').hover({ position: { x: 400, y: 60 } });
      expect(await tip.textContent()).toMatch(
        /^(training|test) error, left minus right[+−]?\d+\.\d\d points at iteration \d+$/,
      );
      expect(await difference.locator('.reading output').textContent()).toMatch(/^iteration \d+$/);
      await page.mouse.move(5, 5);
      expect(await tip.isVisible()).toBe(false);
      expect(await difference.locator('tbody th').allTextContents()).toEqual(['training error', 'test error']);
      expect((await difference.locator('tbody td').allTextContents())[1]).toBe('+1.00');
      await difference.getByRole('slider').focus();
      await page.keyboard.press('Home');
      expect(await difference.getByRole('slider').getAttribute('aria-valuetext')).toMatch(/^iteration \d+$/);
      expect(problems).toEqual([]);
    },
    patience,
  );

  it(
    'is as wide as a phone, and never wider',
    async () => {
      await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      const width = () => page.evaluate('document.documentElement.scrollWidth');
      expect(await width()).toBe(360);
      for (const details of await page.locator('#runs details').all()) await details.locator('summary').click();
      expect(await width()).toBe(360);
      const box = (await chart.locator('.plot svg').first().boundingBox())!;
      expect(box.width).toBeLessThanOrEqual(360);
      await chart
        .locator('.plot')
        .first()
        .tap({ position: { x: 150, y: 100 } });
      expect(await chart.locator('.tip').first().isVisible()).toBe(true);
    },
    patience,
  );

  it(
    'has another ground in the dark',
    async () => {
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(await ground()).toBe('rgb(255, 255, 255)');
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await ground()).toBe('rgb(23, 24, 27)');
    },
    patience,
  );

  it(
    'prints every run opened and no control',
    async () => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect(await chart.locator('.controls').isVisible()).toBe(false);
      expect(await page.locator('details dl').first().isVisible()).toBe(true);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
      expect(problems).toEqual([]);
    },
    patience,
  );
});

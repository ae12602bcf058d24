import { describe, expect, it } from '@jest/globals';
import { finalError } from '../runs/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { pageRun, runOfPage, scriptJson } from './page-data.js';

const run = syntheticRun({ network: 'resnet-20', budget: 'quick', testError: 12.5 });

describe('a run on the page', () => {
  it('has its curves and its record again after JSON', () => {
    const read = runOfPage(JSON.parse(scriptJson(pageRun(run))) as ReturnType<typeof pageRun>);
    expect(read.training).toEqual(run.training);
    expect(read.evaluation).toEqual(run.evaluation);
    expect(read.record).toEqual(run.record);
    expect(finalError(read, 'test')).toBe(12.5);
  });

  it('cannot end the script element that it stands in', () => {
    const record = { ...run.record, deviations: ['</script><script>alert(1)</script>'] };
    const text = scriptJson(pageRun({ ...run, record }));
    expect(text).not.toContain('<');
    expect(JSON.parse(text)).toMatchObject({ record: { deviations: record.deviations } });
  });
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { difference, isSentence } from './outcome.mjs';

describe('what is said is', () => {
  test.each([
    'resnet: /runs/a/training.csv, line 3: expected 5 columns, found 2: 22,0.05. Restore the file',
    'epoch 1\nresnet: no space is left for /runs/a/checkpoint.new/momentum.safetensors\n',
  ])('a sentence: %s', (said) => {
    expect(isSentence(said)).toBe(true);
  });

  test.each([
    '',
    'resnet: something is wrong',
    'resnet: Unexpected token } in JSON at position 5 of /runs/a',
    'resnet: /runs/a: Cannot read it\n    at read (file:///a.js:1:1)',
    'resnet: /runs/a: expected undefined',
    'resnet: /runs/a holds [object Object]',
    'TypeError: x is not a function\n    at /a.js:1',
  ])('none: %s', (said) => {
    expect(isSentence(said)).toBe(false);
  });
});

describe('a run that was disturbed', () => {
  let root;
  let ours;
  let theirs;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'torture-'));
    [ours, theirs] = ['ours', 'theirs'].map((name) => join(root, name));
    mkdirSync(join(theirs, 'checkpoint'), { recursive: true });
    for (const name of [
      'training.csv',
      'evaluation.csv',
      'checkpoint/parameters.safetensors',
      'checkpoint/momentum.safetensors',
    ])
      writeFileSync(join(theirs, name), name);
    writeFileSync(join(theirs, 'run.json'), JSON.stringify({ state: 'finished', final: { loss: 1 }, wallSeconds: 3 }));
    cpSync(theirs, ours, { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('is the same where only its time is another', () => {
    writeFileSync(join(ours, 'run.json'), JSON.stringify({ state: 'finished', final: { loss: 1 }, wallSeconds: 9 }));
    expect(difference(ours, theirs)).toBeNull();
  });

  test('is another where a byte, a file or a final number is', () => {
    writeFileSync(join(ours, 'run.json'), JSON.stringify({ state: 'finished', final: { loss: 2 } }));
    expect(difference(ours, theirs)).toBe('run.json has other final numbers');
    writeFileSync(join(ours, 'training.csv'), 'training.csw');
    expect(difference(ours, theirs)).toBe('training.csv is another one');
    rmSync(join(ours, 'training.csv'));
    expect(difference(ours, theirs)).toBe('training.csv is missing');
  });
});

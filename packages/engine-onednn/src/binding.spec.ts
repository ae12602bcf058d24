import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { paperOptimizer, randomCrops, uniformNumbers } from '@resnet/engine/conformance';
import { plainNetwork } from '@resnet/models';
import {
  addonFile,
  loadBinding,
  whyNotBuilt,
  type Binding,
  type NativeSession,
  type ParameterArray,
} from './binding.js';
import { onednnTrust } from './onednn-trust.js';
import { planSession } from './plan.js';

const loaded = loadBinding();
const binding = (): Binding => {
  if ('unavailable' in loaded) throw new Error(loaded.unavailable);
  return loaded.binding;
};
const program = flatten(plainNetwork({ depth: 20 }));

test('where the addon is not built, the reason names packages on x86-64 Linux and another engine elsewhere', () => {
  expect(whyNotBuilt('linux')).toMatch(/libdnnl-dev\), then: npm run build$/);
  expect(whyNotBuilt('darwin')).toBe('the oneDNN engine is for Linux, and this is darwin: use engine tfjs');
});

// Without this check every other test would be skipped without it.
(existsSync(addonFile) ? test : test.skip)('the addon loads where it is built', () => {
  expect(loaded).not.toHaveProperty('unavailable');
});

(('unavailable' in loaded ? describe.skip : describe) as typeof describe)('waiting threads', () => {
  const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const source = `
    const { loadBinding } = await import(${JSON.stringify(pathOf('binding.ts'))});
    if (loadBinding().unavailable) throw new Error(loadBinding().unavailable);
    console.log(process.env.GOMP_SPINCOUNT ?? 'not set');
  `;
  /** What libgomp says it took, and what the variable is afterwards; in a process of its own, as libgomp reads it once. */
  const load = (variables: Readonly<Record<string, string>>) => {
    const loader = ['--conditions=@resnet/source', '--import', pathOf('../../../scripts/run-sources/register.mjs')];
    const { stdout, stderr } = spawnSync(process.execPath, [...loader, '--input-type=module', '-e', source], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, OMP_DISPLAY_ENV: 'verbose', ...variables },
    });
    return { taken: /GOMP_SPINCOUNT = '(\d+)'/.exec(stderr)?.[1], afterwards: stdout.trim() };
  };

  test('soon leave the core to others, and programs started from here choose for themselves', () => {
    expect(load({})).toEqual({ taken: '1000', afterwards: 'not set' });
  });

  test('do what the user says', () => {
    expect(load({ GOMP_SPINCOUNT: '7' })).toEqual({ taken: '7', afterwards: '7' });
    expect(load({ OMP_WAIT_POLICY: 'passive' })).toEqual({ taken: '0', afterwards: 'not set' });
  });
});

(('unavailable' in loaded ? describe.skip : describe) as typeof describe)('the addon', () => {
  const createSession = (): NativeSession =>
    new (binding().NativeSession)(
      planSession({
        program,
        batchSize: 2,
        threads: 2,
        precision: 'f32',
        optimized: true,
        isa: binding().isa,
        trust: onednnTrust(binding().onednnVersion),
        optimizer: paperOptimizer,
      }),
    );

  test('refuses to read and write an array that it has not', () => {
    const session = createSession();
    const velocity = 'velocity' as ParameterArray;
    expect(() => session.read(velocity)).toThrow('expected parameters or momentum, got velocity');
    expect(() => {
      session.write(velocity, session.read('momentum'));
    }).toThrow('got velocity');
  });

  test('refuses arrays of a wrong size', () => {
    const session = createSession();
    const { length } = session.read('parameters');
    expect(() => {
      session.write('parameters', new Float32Array(length - 1));
    }).toThrow(`expected ${length} numbers, got ${length - 1}`);
  });

  test('says of a closed session that it is closed', () => {
    const session = createSession();
    session.close();
    for (const use of [() => session.memoryBytes, () => session.workSeconds, () => session.read('momentum')]) {
      expect(use).toThrow('the session is closed');
    }
  });

  test.each(['mean', 'black'] as const)('cuts crops padded with %s as JavaScript does', (padValue) => {
    const crops = randomCrops(program, 33, padValue, 1);
    crops.places.set([0, -40, 0, 0, 1, 0, 40, 1, 2, -31, 31, 1, 0, 0, 0, 1]);
    for (const threads of [1, 3]) {
      expect(binding().cutCrops(crops, program.input, threads)).toEqual(crops.toFloat32());
    }
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('gives buffers that live at once no common bytes, random plan %i', (seed) => {
    const uniform = uniformNumbers(seed);
    const upTo = (limit: number): number => Math.floor(limit * uniform());
    const buffers = Array.from({ length: 20 * seed }, () => {
      const birth = upTo(60);
      return { bytes: upTo(10) === 0 ? 0 : upTo(1 << 20), birth, death: birth + upTo(60) };
    });
    const offsets = binding().layOut(buffers);
    const placed = buffers.map((buffer, index) => ({ ...buffer, begin: offsets[index] ?? NaN }));
    const overlapping = placed.flatMap((a, index) =>
      placed
        .slice(index + 1)
        .filter((b) => a.birth <= b.death && b.birth <= a.death)
        .filter((b) => a.begin < b.begin + b.bytes && b.begin < a.begin + a.bytes)
        .map((b) => [a, b]),
    );
    expect(overlapping).toEqual([]);
    expect(placed.every(({ begin }) => begin >= 0)).toBe(true);
    // Memory is shared: all of them one after the other would take more.
    const end = Math.max(...placed.map(({ begin, bytes }) => begin + bytes));
    expect(end).toBeLessThan(buffers.reduce((sum, { bytes }) => sum + bytes, 0));
  });
});

import { expect, it } from '@jest/globals';
import { memberColors } from './member-colors.js';

it('a network of the paper has the colour of its depth, whatever else is drawn', () => {
  const alone = memberColors(['resnet-20']).get('ResNet-20');
  const beside = memberColors(['resnet-20/nesterov', 'resnet-20-B', 'plain-20', 'resnet-20']);
  expect(beside.get('ResNet-20')).toBe(alone);
  expect(beside.get('plain-20')).toBe(alone);
});

it('every other member has a colour of its own', () => {
  const members = ['resnet-20', 'resnet-20/nesterov', 'resnet-20/f32', 'resnet-20-B', 'pre-activation-20'];
  const colors = [...memberColors(members).values()];
  expect(new Set(colors).size).toBe(members.length);
});

it.each([[[20, 32, 44, 50, 56, 110, 152, 1202]], [[18, 34, 50, 101, 152]]])(
  'the depths %j have colours that differ, the same alone and in any order',
  (depths) => {
    const members = depths.flatMap((depth) => [`plain-${depth}`, `resnet-${depth}`]);
    const colors = memberColors(members);
    expect(new Set(colors.values()).size).toBe(depths.length);
    expect(memberColors([...members].reverse())).toEqual(colors);
    for (const depth of depths)
      expect(memberColors([`plain-${depth}`]).get(`plain-${depth}`)).toBe(colors.get(`ResNet-${depth}`));
  },
);

import type { ErrorDifference } from '../statistics/index.js';

const size = { width: 400, height: 34, margin: 12 };

/** A difference with its interval on a line around zero, as wide as it needs: 1, 2 or 5 times a power of ten to each side. */
export const intervalBar = ({
  value,
  low,
  high,
  unit,
}: Pick<ErrorDifference, 'value' | 'low' | 'high' | 'unit'>): string => {
  const unitName = unit === 'percentage points' ? 'points' : unit;
  const widest = roundUp(Math.max(Math.abs(low), Math.abs(high)));
  const half = size.width / 2 - size.margin;
  const place = (points: number): string => (size.width / 2 + (points / widest) * half).toFixed(1);
  const points = (number: number): string => `${number < 0 ? '−' : ''}${Number(Math.abs(number).toPrecision(3))}`;
  const words = `Difference ${points(value)} ${unitName}, 95% interval ${points(low)} to ${points(high)}`;
  const [y, base] = [10, 22];
  return `<svg class="interval" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${words}">
<line class="axis" x1="${size.margin}" x2="${size.width - size.margin}" y1="${base}" y2="${base}"/>
<line class="axis" x1="${place(0)}" x2="${place(0)}" y1="2" y2="${base}"/>
<line class="range" x1="${place(low)}" x2="${place(high)}" y1="${y}" y2="${y}"/>
<circle cx="${place(value)}" cy="${y}" r="4.5"/>
<text x="${size.margin}" y="${size.height}">${points(-widest)}</text>
<text x="${place(0)}" y="${size.height}" text-anchor="middle">0</text>
<text x="${size.width - size.margin}" y="${size.height}" text-anchor="end">${points(widest)} ${unitName}</text>
</svg>`;
};

const roundUp = (points: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(points, 1e-6)));
  return power * ([1, 2, 5].find((step) => step * power >= points) ?? 10);
};

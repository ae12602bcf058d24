/** Two ends, the lower one first. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Every interval of the suite is of 95%: a value at its lower end has this much probability below it, one at the upper end above. */
export const tail = 0.025;

/** Two ends, the lower one first. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The share of repetitions in which an interval made this way holds the true value. Every interval of the suite has it. */
export const confidence = 0.95;

/** A value at the lower end of such an interval has this much probability below it, one at the upper end as much above. */
export const tail = (1 - confidence) / 2;
